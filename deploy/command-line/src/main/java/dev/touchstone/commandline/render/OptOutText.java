package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryResponse;
import dev.touchstone.salessync.v1.ResubscribeResponse;
import dev.touchstone.salessync.v1.ResubscribeWarning;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.SendOutcome;
import dev.touchstone.salessync.v1.UnsubscribeEntry;
import java.util.List;

/** Opt-outs and decisions about sends, as text. */
public final class OptOutText {
    private OptOutText() {}

    /** What a resubscribe did. */
    public static String resubscribed(ResubscribeResponse answer) {
        String text =
                answer.getRecorded() ? "Mail may be sent to this address again.\n" : "Nothing kept mail back here.\n";
        if (answer.getWarningsList().contains(ResubscribeWarning.RESUBSCRIBE_WARNING_MARKETING_STILL_OPTED_OUT)) {
            text +=
                    "A record with it is unsubscribed in Marketo: clear it there, too, or the check goes on blocking.\n";
        }
        if (answer.getWarningsList().contains(ResubscribeWarning.RESUBSCRIBE_WARNING_CRM_STILL_OPTED_OUT)) {
            text +=
                    "A record still says opted out in Salesforce: clear it there, too, or the nightly run brings it back.\n";
        }
        return text;
    }

    /** Decisions, in the order of the addresses. */
    public static String decisions(List<String> emails, List<SendDecision> decisions, int width) {
        Table table = Table.of(Table.text("E-mail"), Table.text("May be sent"), Table.text("Why"));
        for (int i = 0; i < decisions.size(); i++) {
            SendDecision decision = decisions.get(i);
            table.row(emails.get(i), outcome(decision), decision.getSentence());
        }
        return table.render(width);
    }

    private static String outcome(SendDecision decision) {
        if (decision.getOutcome() == SendOutcome.SEND_OUTCOME_DEFERRED) {
            return "not now, again in " + Words.duration(Stamps.duration(decision.getRetryDelay()));
        }
        return decision.getOutcome() == SendOutcome.SEND_OUTCOME_ALLOWED ? "yes" : "no";
    }

    /** Whether somebody is out, and what was said. */
    public static String history(GetUnsubscribeHistoryResponse history, int width) {
        String state = history.getOut() ? "Opted out.\n" : "Not opted out.\n";
        if (history.getEntriesCount() == 0) {
            return state;
        }
        Table table = Table.of(
                Table.text("Time (UTC)"),
                Table.text("What"),
                Table.text("Source"),
                Table.text("Who"),
                Table.text("Why"),
                Table.text("Evidence"));
        for (UnsubscribeEntry entry : history.getEntriesList()) {
            table.row(
                    Stamps.time(entry.getRecordTime()),
                    Words.plain(entry.getAction(), "UNSUBSCRIBE_ACTION_"),
                    Words.plain(entry.getSource(), "UNSUBSCRIBE_SOURCE_"),
                    entry.getAuthor(),
                    entry.getNote(),
                    entry.getEvidence());
        }
        return state + "\n" + table.render(width);
    }
}
