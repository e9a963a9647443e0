package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.CrmNightlyRun;
import dev.touchstone.salessync.v1.CrmUnsubscribeFailure;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettings;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettingsVersion;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusResponse;
import java.util.List;

/** Opt-outs on their way to and from Salesforce, as text. */
public final class CrmOptOutText {
    private CrmOptOutText() {}

    /** The settings in one line. */
    public static String settings(CrmUnsubscribeSettingsVersion version) {
        CrmUnsubscribeSettings settings = version.getSettings();
        String field = settings.getSalesField().isEmpty() ? "" : " (" + settings.getSalesField() + ")";
        String nightly = settings.getNightlyEnabled()
                ? "each night at " + settings.getNightlyClock() + " in " + settings.getTimeZone()
                : "no nightly run";
        return "Version " + version.getVersion() + ": field "
                + Words.plain(settings.getTarget(), "CRM_UNSUBSCRIBE_TARGET_") + field + ", " + nightly + ".\n";
    }

    /** Settings, what waits, and the last run. */
    public static String status(CrmUnsubscribeSettingsVersion version, GetCrmUnsubscribeStatusResponse status) {
        StringBuilder text = new StringBuilder(settings(version))
                .append("Waiting for Salesforce: ")
                .append(Words.number(status.getSearchCount()))
                .append(" to be found, ")
                .append(Words.number(status.getPendingCount()))
                .append(" to be set");
        if (status.hasOldestPendingTime()) {
            text.append(", the oldest since ")
                    .append(Stamps.time(status.getOldestPendingTime()))
                    .append(" UTC");
        }
        text.append(".\nRefused: ")
                .append(Words.number(status.getFailedCount()))
                .append("; not to be seen there: ")
                .append(Words.number(status.getGoneCount()))
                .append(".\n");
        return text.append(status.hasLastRun() ? run(status.getLastRun()) : "No nightly run yet.\n")
                .toString();
    }

    private static String run(CrmNightlyRun run) {
        String failure = run.getFailureSentence().isEmpty()
                ? ""
                : "It failed " + Words.count(run.getFailureCount(), "time") + " in a row: "
                        + Words.printable(run.getFailureSentence()) + "\n";
        return "Night of " + run.getLocalDate() + ": " + Words.plain(run.getState(), "CRM_NIGHTLY_RUN_STATE_")
                + ", " + Words.count(run.getRecordCount(), "record") + " out in Salesforce, "
                + Words.number(run.getFoundCount()) + " of them new here, "
                + Words.number(run.getRepeatedCount()) + " set again.\n" + failure;
    }

    /** What Salesforce refuses. */
    public static String failures(List<CrmUnsubscribeFailure> failures, int width) {
        if (failures.isEmpty()) {
            return "Salesforce refuses nothing.\n";
        }
        Table table = Table.of(
                Table.text("Record"),
                Table.text("Id"),
                Table.text("Since (UTC)"),
                Table.text("Code"),
                Table.text("What Salesforce says"));
        failures.forEach(failure -> table.row(
                failure.getObject(),
                failure.getSalesforceId(),
                Stamps.time(failure.getPendingTime()),
                failure.getCode(),
                Words.printable(failure.getSentence())));
        return table.render(width);
    }
}
