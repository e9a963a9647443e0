package dev.touchstone.touchpoint.privacy;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds all that leads to a person, in the caller's transaction. */
@ApplicationScoped
class FindPerson {
    private final PersonSearch search;
    private final ReadVisitorFacts visitorFacts;
    private final PolicySource policies;

    FindPerson(PersonSearch search, ReadVisitorFacts visitorFacts, PolicySource policies) {
        this.search = search;
        this.visitorFacts = visitorFacts;
        this.policies = policies;
    }

    /**
     * Finds somebody.
     *
     * @throws RpcFailure.FailedPrecondition {@code PERSON_AMBIGUOUS} for a visitor whom several people share
     */
    Person find(PersonReference reference) {
        return switch (reference) {
            case PersonReference.ByEmail by -> find(by.email(), Set.of(), Set.of());
            case PersonReference.ByCrmPerson by ->
                find(search.emailOf(by.crmPersonId()).orElse(null), Set.of(by.crmPersonId()), Set.of());
            case PersonReference.ByVisitor by -> find(emailOf(by.visitorId()), Set.of(), Set.of(by.visitorId()));
        };
    }

    private @Nullable String emailOf(String visitorId) {
        Set<String> emails = new TreeSet<>();
        visitorFacts.read(List.of(visitorId)).forEach(facts -> emails.addAll(VisitorShare.emails(facts)));
        if (emails.size() > 1) {
            throw new RpcFailure.FailedPrecondition(
                    "PERSON_AMBIGUOUS",
                    emails.size() + " people share the visitor " + visitorId + ": name the person by e-mail address",
                    Map.of("visitor_id", visitorId));
        }
        return emails.stream().findFirst().orElse(null);
    }

    private Person find(@Nullable String email, Set<String> namedRecords, Set<String> namedVisitors) {
        List<String> records = search.crmPeople(email, namedRecords);
        Set<String> visitors = new TreeSet<>(namedVisitors);
        visitors.addAll(search.visitors(email, records));
        // Who names a visitor of whom nobody is known means the visitor, whatever is ignored there.
        Set<String> whole = email == null ? namedVisitors : Set.of();
        Shares shares =
                new Shares(email, Set.copyOf(records), whole, policies.current().sessions());
        Set<String> withoutEvents = new TreeSet<>(visitors);
        visitorFacts.read(
                List.copyOf(visitors),
                portion -> portion.forEach(facts -> {
                    withoutEvents.remove(facts.visitorId());
                    shares.add(facts);
                }));
        // A task may name a visitor of whom nothing is known; such a visitor can only be the person named.
        withoutEvents.retainAll(namedVisitors);
        shares.alone.addAll(withoutEvents);
        return new Person(email, records, shares.alone, shares.shared, List.copyOf(shares.events));
    }

    /** What of some visitors is the person's. */
    private static final class Shares {
        private final @Nullable String email;
        private final Set<String> records;
        private final Set<String> whole;
        private final SessionPolicy policy;
        private final List<String> alone = new ArrayList<>();
        private final List<String> shared = new ArrayList<>();
        private final Set<EventKey> events = new HashSet<>();

        Shares(@Nullable String email, Set<String> records, Set<String> whole, SessionPolicy policy) {
            this.email = email;
            this.records = records;
            this.whole = whole;
            this.policy = policy;
        }

        void add(VisitorFacts facts) {
            VisitorShare share = new VisitorShare(facts, email, records);
            if (whole.contains(facts.visitorId()) || share.isAlone()) {
                alone.add(facts.visitorId());
            } else {
                shared.add(facts.visitorId());
                share.events(policy).forEach(event -> events.add(EventKey.of(event)));
            }
        }
    }
}
