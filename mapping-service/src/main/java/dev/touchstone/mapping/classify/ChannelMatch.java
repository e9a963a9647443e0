package dev.touchstone.mapping.classify;

/** In which channel a key is. */
public sealed interface ChannelMatch {
    /** Where the key is put. */
    ChannelPath path();

    /** Number of the deciding row, from 1 upwards; 0 when no row matched. */
    int rowNumber();

    /** A row decided. */
    record Matched(ChannelPath path, int rowNumber) implements ChannelMatch {}

    /** No row matched: Other. */
    record Unmatched() implements ChannelMatch {
        @Override
        public ChannelPath path() {
            return ChannelPath.OTHER;
        }

        @Override
        public int rowNumber() {
            return 0;
        }
    }
}
