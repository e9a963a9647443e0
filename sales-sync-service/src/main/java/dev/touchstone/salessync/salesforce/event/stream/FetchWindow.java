package dev.touchstone.salessync.salesforce.event.stream;

/**
 * How many events are asked for: never more than the window at a time, counting those that are on the way and those that wait to be
 * processed. Pure.
 *
 * @param size the window, 1 to 100
 * @param open events asked for and not yet processed
 */
record FetchWindow(int size, int open) {
    private static final int MAX = 100;

    FetchWindow {
        if (size < 1 || size > MAX || open > size) {
            throw new IllegalArgumentException(
                    "a window has 1 to 100 events, " + size + ", of which " + open + " are open");
        }
    }

    /** A window of which everything is asked for. */
    static FetchWindow full(int size) {
        return new FetchWindow(size, size);
    }

    /** After so many events were processed. */
    FetchWindow processed(int events) {
        return new FetchWindow(size, Math.max(0, open - events));
    }

    /** How many events to ask for now: none while more than half of the window is open. */
    int wanted() {
        return open > size / 2 ? 0 : size - open;
    }

    /** After that many were asked for. */
    FetchWindow refilled() {
        return wanted() == 0 ? this : full(size);
    }
}
