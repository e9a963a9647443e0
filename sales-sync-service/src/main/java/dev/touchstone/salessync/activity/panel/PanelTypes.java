package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.activity.ActivityKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of Marketo's activity types the panel shows, and as what. Pure. Types are told by their names, since ids differ between
 * instances for all but the oldest.
 */
final class PanelTypes {
    /** Holds all of our kinds; which one is its primary attribute. */
    private static final String COMPACT = "SIA Sales Activity";

    private static final Map<String, PanelKind> BY_NAME = byName();

    private PanelTypes() {}

    private static Map<String, PanelKind> byName() {
        Map<String, PanelKind> kinds = new HashMap<>();
        for (String email : new String[] {
            "Send Email",
            "Email Delivered",
            "Open Email",
            "Click Email",
            "Email Bounced",
            "Email Bounced Soft",
            "Unsubscribe Email",
            "Send Sales Email",
            "Open Sales Email",
            "Click Sales Email",
            "Reply to Sales Email",
            "Replied to Sales Email",
            "Sales Email Bounced"
        }) {
            kinds.put(email, PanelKind.EMAIL);
        }
        kinds.put("Received Sales Call", PanelKind.CALL);
        kinds.put("Receive Sales Call", PanelKind.CALL);
        kinds.put("Interesting Moment", PanelKind.INTERESTING_MOMENT);
        kinds.put("Visit Webpage", PanelKind.WEB);
        kinds.put("Click Link", PanelKind.WEB);
        kinds.put("Fill Out Form", PanelKind.WEB);
        for (ActivityKind kind : ActivityKind.values()) {
            kinds.put(kind.displayName(), PanelKind.of(kind));
        }
        return Map.copyOf(kinds);
    }

    /** True if the panel shows activities of the type. */
    static boolean isShown(String typeName) {
        return typeName.equals(COMPACT) || BY_NAME.containsKey(typeName);
    }

    /**
     * What an activity is.
     *
     * @param primary its primary attribute
     * @return empty if the panel does not show it
     */
    static Optional<PanelKind> kind(String typeName, String primary) {
        return typeName.equals(COMPACT)
                ? Arrays.stream(ActivityKind.values())
                        .filter(kind -> kind.nativeName().equals(primary))
                        .findFirst()
                        .map(PanelKind::of)
                : Optional.ofNullable(BY_NAME.get(typeName));
    }
}
