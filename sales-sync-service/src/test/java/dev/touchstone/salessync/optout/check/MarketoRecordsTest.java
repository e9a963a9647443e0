package dev.touchstone.salessync.optout.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.optout.EmailAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-C-4, R-C-6: what Marketo's records say of the addresses that were asked about. */
class MarketoRecordsTest {
    private static final EmailAddress ANN = new EmailAddress("ann@x.test");
    private static final EmailAddress BOB = new EmailAddress("bob@x.test");

    private static MarketoLead lead(String email, String unsubscribed) {
        Map<LeadField, String> values = new EnumMap<>(LeadField.class);
        if (!email.isEmpty()) {
            values.put(LeadField.EMAIL, email);
        }
        if (!unsubscribed.isEmpty()) {
            values.put(LeadField.UNSUBSCRIBED, unsubscribed);
        }
        return new MarketoLead(1, values);
    }

    private static Map<EmailAddress, Answer.Kind> kinds(MarketoLead... leads) {
        return MarketoRecords.kinds(List.of(leads), List.of(ANN, BOB)).orElseThrow();
    }

    @Test
    void theWorstOfSeveralRecordsCounts() {
        assertThat(kinds(lead("ann@x.test", "false")))
                .containsEntry(ANN, Answer.Kind.SUBSCRIBED)
                .containsEntry(BOB, Answer.Kind.UNKNOWN);
        assertThat(kinds(lead("ann@x.test", "true"), lead(" ANN@x.test", "false")))
                .containsEntry(ANN, Answer.Kind.UNSUBSCRIBED);
        assertThat(kinds(lead("Ann@x.test", "false"), lead("ann@x.test", "true"), lead("ann@x.test", "")))
                .containsEntry(ANN, Answer.Kind.UNSUBSCRIBED);
    }

    /** An instance without the field, or an API user who may not see it, says nothing: that is not "subscribed". */
    @Test
    void whatMarketoDoesNotSayIsInconclusive() {
        assertThat(kinds(lead("ann@x.test", ""))).containsEntry(ANN, Answer.Kind.INCONCLUSIVE);
        assertThat(kinds(lead("ann@x.test", ""), lead("ann@x.test", "false")))
                .containsEntry(ANN, Answer.Kind.INCONCLUSIVE);
    }

    /** A record of no address that was asked for may be of any of them: nothing of the answer is used. */
    @Test
    void aRecordThatFitsNobodyMakesTheAnswerUseless() {
        assertThat(MarketoRecords.kinds(List.of(lead("\u0131ann@x.test", "true")), List.of(ANN)))
                .isEmpty();
        assertThat(MarketoRecords.kinds(List.of(lead("", "true")), List.of(ANN)))
                .isEmpty();
    }
}
