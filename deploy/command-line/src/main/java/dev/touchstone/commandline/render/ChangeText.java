package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.TouchpointChange;

/** A change of a touchpoint as one line. */
public final class ChangeText {
    private ChangeText() {}

    /** The line, without its end. */
    public static String line(TouchpointChange change) {
        String what = Words.plain(change.getType(), "TOUCHPOINT_CHANGE_TYPE_");
        String head = Stamps.time(change.getChangeTime()) + "  " + what + "  " + change.getTouchpointId();
        if (!change.hasTouchpoint()) {
            return head;
        }
        var touchpoint = change.getTouchpoint();
        return head + "  "
                + Words.printable(touchpoint.getEmail() + "  " + TouchpointText.type(touchpoint.getType()) + "  →  "
                        + TouchpointText.channel(touchpoint));
    }
}
