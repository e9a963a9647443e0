package dev.touchstone.touchpoint.privacy;

import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.CallIdentity;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionEvents;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a visitor is a person's. Pure.
 *
 * <p>A visitor is a person's alone if nothing says that it is anybody else's too. Of a shared one the person has the sessions that are
 * derived as theirs, and whatever bears the address or an id of theirs.
 */
final class VisitorShare {
    private final VisitorFacts facts;
    private final @Nullable String email;
    private final Set<String> crmPersonIds;

    /**
     * @param email the person's address; null if nobody knows one
     * @param crmPersonIds the person's records
     */
    VisitorShare(VisitorFacts facts, @Nullable String email, Set<String> crmPersonIds) {
        this.facts = facts;
        this.email = email;
        this.crmPersonIds = crmPersonIds;
    }

    /** The addresses that a visitor is known by, but for ignored ones, in order. */
    static Set<String> emails(VisitorFacts facts) {
        Set<String> emails = new TreeSet<>();
        Stream.of(
                        facts.events().stream().map(WebEvent::email).filter(Objects::nonNull),
                        facts.aliasIdentities().stream().map(AliasIdentity::email),
                        facts.calls().stream().map(CallIdentity::email))
                .flatMap(told -> told)
                .filter(told -> !facts.isIgnored(told))
                .forEach(emails::add);
        return emails;
    }

    /** True if nothing says that the visitor is anybody else's, or nobody's. */
    boolean isAlone() {
        Set<String> others = new HashSet<>(emails(facts));
        String own = email;
        if (own != null) {
            others.remove(own);
        }
        boolean ignored = own == null ? facts.ignored() : facts.isIgnored(own);
        boolean otherRecords = aliases()
                .anyMatch(
                        alias -> alias.type() == VisitorAlias.Type.CRM_PERSON && !crmPersonIds.contains(alias.value()));
        return !ignored && others.isEmpty() && !otherRecords;
    }

    /** The events that are the person's. */
    Set<WebEvent> events(SessionPolicy policy) {
        Set<WebEvent> own = new HashSet<>();
        facts.events().stream().filter(this::bearsAnId).forEach(own::add);
        String known = email;
        if (known != null) {
            List<DerivedSession> sessions = DerivedSession.of(facts, policy);
            for (int i = 0; i < sessions.size(); i++) {
                if (PersonId.of(known).equals(sessions.get(i).personId())) {
                    Session after =
                            i + 1 < sessions.size() ? sessions.get(i + 1).session() : null;
                    own.addAll(SessionEvents.in(sessions.get(i).session(), after, facts.events()));
                }
            }
        }
        return own;
    }

    private boolean bearsAnId(WebEvent event) {
        String told = event.email();
        if (told != null) {
            return told.equals(email);
        }
        VisitorAlias alias = event.detail().alias();
        return alias != null && isOwn(alias);
    }

    private boolean isOwn(VisitorAlias alias) {
        if (alias.type() == VisitorAlias.Type.CRM_PERSON && crmPersonIds.contains(alias.value())) {
            return true;
        }
        List<AliasIdentity> known = facts.aliasIdentities().stream()
                .filter(identity -> identity.alias().equals(alias))
                .toList();
        return !known.isEmpty()
                && known.stream().allMatch(identity -> identity.email().equals(email));
    }

    private Stream<VisitorAlias> aliases() {
        return facts.events().stream().map(event -> event.detail().alias()).filter(Objects::nonNull);
    }
}
