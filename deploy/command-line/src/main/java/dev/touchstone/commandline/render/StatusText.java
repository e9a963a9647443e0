package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesPersonType;
import dev.touchstone.salessync.v1.UnqualifiedCount;
import dev.touchstone.salessync.v1.UnqualifiedReason;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import dev.touchstone.touchpoint.v1.QueueStatus;
import java.util.List;
import java.util.stream.Collectors;

/** How derivation and syncs stand, as text. */
public final class StatusText {
    private StatusText() {}

    /** What is stored and what waits. */
    public static String derivation(GetDerivationStatusResponse status, int width) {
        var stored = status.getStored();
        Table table = Table.of(Table.text("Stored"), Table.number("Count"))
                .row("Web events", Words.number(stored.getWebEventCount()))
                .row("Sessions", Words.number(stored.getSessionCount()))
                .row("Touchpoints", Words.number(stored.getTouchpointCount()))
                .row("People with touchpoints", Words.number(stored.getPersonCount()))
                .row("Mapping keys", Words.number(stored.getMappingKeyCount()));
        return table.render(width) + "\n" + waiting(status, width);
    }

    private static String waiting(GetDerivationStatusResponse status, int width) {
        String version = status.getActiveRuleSetVersion() == 0
                ? "mapping-service has not answered yet"
                : "active rule set: version " + status.getActiveRuleSetVersion();
        if (isSettled(status)) {
            return "Everything is derived and mapped (" + version + ").\n";
        }
        Table table = Table.of(Table.text("Waiting"), Table.number("Count"), Table.number("Oldest"));
        for (QueueStatus queue : status.getQueuesList()) {
            table.row(
                    "queue " + queue.getQueue(),
                    Words.number(queue.getMarkCount()),
                    queue.getMarkCount() == 0 ? "" : Words.duration(Stamps.duration(queue.getOldestMarkAge())));
        }
        table.row("keys without a channel", Words.number(status.getUnmappedKeyCount()), "");
        table.row("keys of an older rule set", Words.number(status.getOutdatedKeyCount()), "");
        return table.render(width) + "Work is waiting (" + version + ").\n";
    }

    /** Whether every stored fact has had its effect and every key its channel of the active version. */
    public static boolean isSettled(GetDerivationStatusResponse status) {
        return status.getUpToDate() && status.getUnmappedKeyCount() == 0 && status.getOutdatedKeyCount() == 0;
    }

    /** The sync of people. */
    public static String personSync(PersonSyncStatus status, int width) {
        Table table = Table.of(Table.text("People from Marketo"), Table.number("Count"))
                .row("Read", Words.number(status.getReadCount()))
                .row("In the store", Words.number(status.getActivePersonCount()))
                .row("Hidden", Words.number(status.getHiddenPersonCount()));
        for (UnqualifiedCount count : status.getUnqualifiedCountsList()) {
            table.row("Not taken: " + reason(count.getReason()), Words.number(count.getCount()));
        }
        table.row("Changed, to be read again", Words.number(status.getLag().getDirtyPersonCount()));
        table.row("Calls to Marketo", Words.number(status.getCallCount()));
        if (status.getLag().getCallsLeft() >= 0 && status.hasLag()) {
            table.row("Calls left today", Words.number(status.getLag().getCallsLeft()));
        }
        String detail = status.getDetail().isEmpty() ? "" : " (" + Words.printable(status.getDetail()) + ")";
        return "Marketo sync: " + state(status.getState()) + detail + "\n" + progress(status) + warnings(status)
                + table.render(width);
    }

    private static String warnings(PersonSyncStatus status) {
        return status.getWarningsList().stream()
                .map(warning -> "Warning: " + Words.printable(warning.getSentence()) + "\n")
                .collect(Collectors.joining());
    }

    /** The sync of people on one line. */
    public static String personSyncLine(PersonSyncStatus status) {
        return state(status.getState()) + ", " + Words.count(status.getActivePersonCount(), "person", "people")
                + ", " + Words.number(status.getLag().getDirtyPersonCount()) + " to be read again"
                + (status.hasProgress() ? ", " + progress(status).strip() : "");
    }

    private static String progress(PersonSyncStatus status) {
        if (!status.hasProgress()) {
            return "";
        }
        var progress = status.getProgress();
        String left =
                progress.hasTimeLeft() ? ", " + Words.duration(Stamps.duration(progress.getTimeLeft())) + " left" : "";
        return "Reading everybody: " + Words.number(progress.getDonePersonCount()) + " of "
                + Words.number(progress.getKnownPersonCount()) + left + "\n";
    }

    /** A list of people. */
    public static String people(List<SalesPerson> people, int width) {
        Table table = Table.of(
                Table.number("Marketo id"),
                Table.text("Name"),
                Table.text("E-mail"),
                Table.text("Company"),
                Table.text("Title"),
                Table.text("Record"),
                Table.text("Owner"));
        for (SalesPerson person : people) {
            table.row(
                    Long.toString(person.getMarketoId()),
                    (person.getFirstName() + " " + person.getLastName()).trim(),
                    person.getEmail(),
                    person.getCompany(),
                    person.getTitle(),
                    person.getType() == SalesPersonType.SALES_PERSON_TYPE_CONTACT ? "contact" : "lead",
                    person.getOwnerId());
        }
        return people.isEmpty() ? "No people.\n" : table.render(width);
    }

    private static String state(PersonSyncState state) {
        return switch (state) {
            case PERSON_SYNC_STATE_NOT_CONFIGURED -> "not connected";
            case PERSON_SYNC_STATE_READY -> "connected, not started";
            case PERSON_SYNC_STATE_SNAPSHOT -> "reading everybody for the first time";
            case PERSON_SYNC_STATE_LIVE -> "live";
            case PERSON_SYNC_STATE_CATCH_UP -> "everybody was read, catching up with what changed meanwhile";
            case PERSON_SYNC_STATE_RECONCILE -> "comparing everybody with Marketo";
            case PERSON_SYNC_STATE_DEGRADED -> "degraded: not everybody could be read";
            case PERSON_SYNC_STATE_PAUSED -> "paused";
            case PERSON_SYNC_STATE_BLOCKED_AUTH -> "blocked: Marketo refuses the credentials";
            case PERSON_SYNC_STATE_WAIT_QUOTA -> "waiting: Marketo's daily quota is used up";
            case PERSON_SYNC_STATE_UNSPECIFIED, UNRECOGNIZED -> "in a state that this version does not know";
        };
    }

    static String reason(UnqualifiedReason reason) {
        return switch (reason) {
            case UNQUALIFIED_REASON_NOT_IN_CRM -> "not in Salesforce";
            case UNQUALIFIED_REASON_NO_OWNER -> "no owner";
            case UNQUALIFIED_REASON_OWNER_IS_QUEUE -> "owner is a queue";
            case UNQUALIFIED_REASON_CRM_DELETED -> "deleted in Salesforce";
            case UNQUALIFIED_REASON_UNSPECIFIED, UNRECOGNIZED -> "another reason";
        };
    }
}
