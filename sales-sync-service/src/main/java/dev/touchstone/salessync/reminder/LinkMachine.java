package dev.touchstone.salessync.reminder;

import java.util.EnumMap;
import java.util.Map;

/** Which state follows on an event, as a table. Pure. */
final class LinkMachine {
    private static final Map<LinkState, Map<LinkEvent, LinkState>> TABLE = table();

    private LinkMachine() {}

    /**
     * The next state.
     *
     * @throws IllegalStateException if the event cannot happen in the state
     */
    static LinkState next(LinkState state, LinkEvent event) {
        LinkState next = TABLE.getOrDefault(state, Map.of()).get(event);
        if (next == null) {
            throw new IllegalStateException("a reminder that is " + state + " cannot be " + event);
        }
        return next;
    }

    private static Map<LinkState, Map<LinkEvent, LinkState>> table() {
        Map<LinkState, Map<LinkEvent, LinkState>> table = new EnumMap<>(LinkState.class);
        table.put(LinkState.LOCAL, Map.of(LinkEvent.EDITED, LinkState.LOCAL, LinkEvent.DELETED_HERE, LinkState.GONE));
        table.put(LinkState.UNSENT, followed(LinkState.UNSENT, LinkState.UNSENT));
        table.put(LinkState.LINKED, followed(LinkState.CHANGED, LinkState.UNREAD));
        table.put(LinkState.CHANGED, followed(LinkState.CHANGED, LinkState.CHANGED));
        table.put(LinkState.UNREAD, followed(LinkState.CHANGED, LinkState.UNREAD));
        table.put(LinkState.DETACHED, followed(LinkState.DETACHED, LinkState.UNREAD));
        table.put(LinkState.DELETING, deleting());
        table.put(
                LinkState.GONE, Map.of(LinkEvent.DELETED_THERE, LinkState.GONE, LinkEvent.UNDELETED, LinkState.UNREAD));
        return table;
    }

    private static Map<LinkEvent, LinkState> followed(LinkState edited, LinkState signalled) {
        return Map.of(
                LinkEvent.EDITED, edited,
                LinkEvent.SIGNALLED, signalled,
                LinkEvent.AGREED, LinkState.LINKED,
                LinkEvent.LEFT_TO_SEND, LinkState.CHANGED,
                LinkEvent.UNMAPPED, LinkState.DETACHED,
                LinkEvent.DELETED_HERE, LinkState.DELETING,
                LinkEvent.DELETED_THERE, LinkState.GONE);
    }

    /** Whatever Salesforce says besides, a delete wins. */
    private static Map<LinkEvent, LinkState> deleting() {
        return Map.of(
                LinkEvent.SIGNALLED, LinkState.DELETING,
                LinkEvent.AGREED, LinkState.DELETING,
                LinkEvent.LEFT_TO_SEND, LinkState.DELETING,
                LinkEvent.UNMAPPED, LinkState.DELETING,
                LinkEvent.DELETED_THERE, LinkState.GONE);
    }
}
