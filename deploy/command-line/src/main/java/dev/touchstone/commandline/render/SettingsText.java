package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.TouchpointOverlapRule;
import java.util.List;
import java.util.stream.Collectors;

/** Session settings, written for people. */
public final class SettingsText {
    private static final String SOURCE = "OVERLAP_SOURCE_";

    private SettingsText() {}

    /** One version in full. */
    public static String version(SessionSettingsVersion version, int width) {
        SessionSettings settings = version.getSettings();
        Table table = Table.of(Table.text("Setting"), Table.text("Value"))
                .row("A pause that ends a session", "more than " + duration(settings.getInactivity()))
                .row("A direct return keeps the channel", carryover(settings))
                .row("PostLC touchpoints that surface", limit(settings))
                .row("Time zone of the organisation", settings.getTimeZone())
                .row("Identity providers", String.join(", ", settings.getSignInHostsList()))
                .row("Payment providers", String.join(", ", settings.getPaymentHostsList()))
                .row("Query parameters that rules may test", String.join(", ", settings.getMappedParametersList()))
                .row("Of two touchpoints of one interaction", overlaps(settings));
        return "Version " + version.getVersion() + ", since " + Stamps.time(version.getCreateTime()) + " UTC"
                + (version.getNote().isEmpty() ? "" : ": " + Words.printable(version.getNote())) + "\n\n"
                + table.render(width);
    }

    /** All versions, a row each. */
    public static String versions(List<SessionSettingsVersion> versions, int width) {
        Table table = Table.of(
                Table.number("Version"),
                Table.text("Since (UTC)"),
                Table.text("Inactivity"),
                Table.text("Carry-over"),
                Table.text("PostLC"),
                Table.text("Why"));
        for (SessionSettingsVersion version : versions) {
            SessionSettings settings = version.getSettings();
            table.row(
                    Words.number(version.getVersion()),
                    Stamps.time(version.getCreateTime()),
                    duration(settings.getInactivity()),
                    carryover(settings),
                    limit(settings),
                    version.getNote());
        }
        return table.render(width);
    }

    /** What other settings would change. */
    public static String preview(PreviewSessionSettingsResponse preview) {
        return "Of " + Words.count(preview.getVisitorCount(), "visitor") + " derived, "
                + Words.number(preview.getChangedVisitorCount()) + " would have other sessions.\n"
                + "Sessions: " + Words.number(preview.getSessionCountBefore()) + " now, "
                + Words.number(preview.getSessionCountAfter()) + " then.\n"
                + "Sessions that carry a channel over: " + Words.number(preview.getCarriedOverCountBefore()) + " now, "
                + Words.number(preview.getCarriedOverCountAfter()) + " then.\n"
                + (preview.getExampleVisitorIdsCount() == 0
                        ? ""
                        : "For example: " + Words.printable(String.join(", ", preview.getExampleVisitorIdsList()))
                                + "\n")
                + journeys(preview);
    }

    private static String journeys(PreviewSessionSettingsResponse preview) {
        return "Of " + Words.count(preview.getPersonCount(), "person", "people")
                + " derived from the sessions there are, "
                + Words.number(preview.getChangedPersonCount()) + " would have other touchpoints.\n"
                + "Buyer touchpoints: " + Words.number(preview.getBuyerTouchpointCountBefore()) + " now, "
                + Words.number(preview.getBuyerTouchpointCountAfter()) + " then.\n"
                + "Touchpoints that yield to another of the same interaction: "
                + Words.number(preview.getOverlappingTouchpointCountBefore()) + " now, "
                + Words.number(preview.getOverlappingTouchpointCountAfter()) + " then.\n"
                + (preview.getExamplePersonIdsCount() == 0
                        ? ""
                        : "For example: " + Words.printable(String.join(", ", preview.getExamplePersonIdsList()))
                                + "\n");
    }

    private static String overlaps(SessionSettings settings) {
        return settings.getOverlapRulesCount() == 0
                ? "both stay"
                : settings.getOverlapRulesList().stream()
                        .map(SettingsText::overlap)
                        .collect(Collectors.joining("; "));
    }

    private static String overlap(TouchpointOverlapRule rule) {
        return Words.plain(rule.getKeptSource(), SOURCE) + " over " + Words.plain(rule.getYieldingSource(), SOURCE)
                + (rule.hasWithin() ? " within " + duration(rule.getWithin()) : " on the same day");
    }

    private static String duration(com.google.protobuf.Duration duration) {
        return Words.duration(Stamps.duration(duration));
    }

    private static String carryover(SessionSettings settings) {
        return Stamps.duration(settings.getCarryover()).isZero() ? "never" : "for " + duration(settings.getCarryover());
    }

    private static String limit(SessionSettings settings) {
        return settings.getMaxPostLcTouchpoints() == 0 ? "all" : Integer.toString(settings.getMaxPostLcTouchpoints());
    }
}
