package dev.touchstone.mapping.sheet;

import java.util.List;

/** The two sheets. */
public enum SheetKind {
    /** Rules for web sessions and activities. */
    ONLINE(true, 3),
    /** Rules for members of CRM campaigns and Marketo programs. */
    OFFLINE(false, 2);

    private static final List<String> ONLINE_HEADINGS =
            List.of("Channel", "Subchannel", "Campaign", "Medium", "Source", "Landing Page", "Referring Website");
    private static final List<String> OFFLINE_HEADINGS = List.of("Campaign Type", "Channel", "Subchannel");

    private final boolean hasNote;
    private final int fewestFields;

    SheetKind(boolean hasNote, int fewestFields) {
        this.hasNote = hasNote;
        this.fewestFields = fewestFields;
    }

    /** The headings that a sheet must have, left to right. */
    public List<String> headings() {
        return this == ONLINE ? ONLINE_HEADINGS : OFFLINE_HEADINGS;
    }

    /** True if a note stands behind them, under any heading. */
    boolean hasNote() {
        return hasNote;
    }

    /** Fields without which a row cannot say anything. */
    int fewestFields() {
        return fewestFields;
    }
}
