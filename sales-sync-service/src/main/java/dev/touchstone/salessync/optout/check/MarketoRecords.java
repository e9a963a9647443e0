package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.remote.ErrorClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks addresses up in the connected Marketo, in the lane that goes first. Addresses that match more records than Marketo gives
 * (1003), or a record that has none of them, are split until a single one is left, which then is inconclusive; so is an address of
 * whose record Marketo does not say whether it is unsubscribed.
 */
@ApplicationScoped
class MarketoRecords implements MarketingRecords {
    private static final String EMAIL = "email";

    private final ConnectedMarketo connection;
    private final Clock clock;

    MarketoRecords(ConnectedMarketo connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public Map<EmailAddress, Answer> look(List<EmailAddress> addresses) {
        // Before the connection is looked up: what is said by one that is replaced meanwhile must not look newer than
        // that.
        Instant now = clock.instant();
        LeadsApi leads = connection
                .find()
                .orElseThrow(() -> new Unanswered("Marketo is not connected", false))
                .leads(Lane.OPT_OUT);
        Map<EmailAddress, Answer> answers = new HashMap<>();
        // Values of a filter are separated by commas; Marketo has no way to write one.
        List<EmailAddress> askable = addresses.stream()
                .filter(address -> address.value().indexOf(',') < 0)
                .toList();
        addresses.forEach(address -> answers.put(address, new Answer(Answer.Kind.INCONCLUSIVE, now)));
        look(leads, askable, now, answers);
        return answers;
    }

    private void look(LeadsApi leads, List<EmailAddress> addresses, Instant now, Map<EmailAddress, Answer> answers) {
        if (addresses.isEmpty()) {
            return;
        }
        Optional<Map<EmailAddress, Answer.Kind>> kinds =
                find(leads, addresses).flatMap(found -> kinds(found, addresses));
        if (kinds.isPresent()) {
            kinds.get().forEach((address, kind) -> answers.put(address, new Answer(kind, now)));
        } else if (addresses.size() > 1) {
            int half = addresses.size() / 2;
            look(leads, addresses.subList(0, half), now, answers);
            look(leads, addresses.subList(half, addresses.size()), now, answers);
        }
        // A single one stays inconclusive.
    }

    /** The records; empty if there are too many. */
    private static Optional<List<MarketoLead>> find(LeadsApi leads, List<EmailAddress> addresses) {
        try {
            return Optional.of(leads.byFilter(
                    EMAIL, addresses.stream().map(EmailAddress::value).toList()));
        } catch (MarketoFailure failure) {
            if (failure.error() instanceof MarketoError.TooManyMatches) {
                return Optional.empty();
            }
            throw new Unanswered(failure.error().sentence(), isPassing(failure.error()));
        }
    }

    /**
     * What the records say of each address: the worst of several counts. Empty if a record has none of the addresses. It may be of any
     * of them then: Marketo may compare addresses otherwise.
     */
    static Optional<Map<EmailAddress, Answer.Kind>> kinds(List<MarketoLead> found, List<EmailAddress> addresses) {
        Map<EmailAddress, Answer.Kind> kinds = new HashMap<>();
        addresses.forEach(address -> kinds.put(address, Answer.Kind.UNKNOWN));
        for (MarketoLead lead : found) {
            Optional<EmailAddress> whose =
                    lead.value(LeadField.EMAIL).map(EmailAddress::new).filter(kinds::containsKey);
            if (whose.isEmpty()) {
                return Optional.empty();
            }
            kinds.merge(whose.get(), kind(lead), MarketoRecords::worse);
        }
        return Optional.of(kinds);
    }

    private static Answer.Kind kind(MarketoLead lead) {
        return lead.unsubscribed()
                .map(out -> out ? Answer.Kind.UNSUBSCRIBED : Answer.Kind.SUBSCRIBED)
                .orElse(Answer.Kind.INCONCLUSIVE);
    }

    private static Answer.Kind worse(Answer.Kind one, Answer.Kind other) {
        for (Answer.Kind bad : List.of(Answer.Kind.UNSUBSCRIBED, Answer.Kind.INCONCLUSIVE)) {
            if (one == bad || other == bad) {
                return bad;
            }
        }
        return Answer.Kind.SUBSCRIBED;
    }

    private static boolean isPassing(MarketoError error) {
        return error.kind() == ErrorClass.PACE || error.kind() == ErrorClass.TRANSIENT;
    }
}
