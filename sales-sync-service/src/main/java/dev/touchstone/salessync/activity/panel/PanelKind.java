package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.activity.ActivityKind;

/** What an activity is for the panel. Pure. */
public enum PanelKind {
    EMAIL,
    CALL,
    INTERESTING_MOMENT,
    WEB,
    SALES_CAMPAIGN;

    /** Of an activity that was recorded here. */
    public static PanelKind of(ActivityKind kind) {
        return switch (kind) {
            case SEND, OPEN, CLICK, REPLY, BOUNCE -> EMAIL;
            case CALL -> CALL;
            case ADD, REMOVE -> SALES_CAMPAIGN;
        };
    }
}
