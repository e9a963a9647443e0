package dev.touchstone.salessync.person.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds the highest id that exists above a floor, where nobody tells it and ids have holes. Pure: it says which ids to look
 * for, and is told which of them exist.
 *
 * <p>It gallops: ranges that double in width, each looked at in at most 300 places, until several in a row are empty. Then it
 * looks ever closer right above the highest that was found. With few ids in a wide range it may stop below the highest; the
 * pass searches again from where it got to, so what is missed is found then.
 *
 * <p><b>Boundaries:</b> while no id is known at all, it looks at every 1,000th id up to ten million before it doubles again,
 * because an instance need not start at 1: a first block of fewer than 1,000 ids far from 1 can be missed.
 */
final class HighestIdSearch {
    /** Ids that one call can ask for. */
    static final int PLACES = 300;
    /** Marketo's ids are 32-bit integers. */
    static final long MAX_ID = Integer.MAX_VALUE;

    /** Empty ranges in a row that end a search above known ids: 76,500 ids in eight calls. */
    private static final int QUIET_RANGES = 8;

    /** Widest range, and up to where it holds, while no id is known: one place in 1,000 ids. */
    private static final long CAREFUL_WIDTH = 1_000L * PLACES;

    private static final long CAREFUL_UP_TO = 10_000_000;

    private boolean nothingKnown;
    private long highest;
    private long low;
    private long width = PLACES;
    private int quiet;
    private long spacing = 1;
    private boolean narrowing;
    private boolean done;

    /**
     * @param floor every id up to here is known
     * @param nothingKnown true while no id is known at all: then it looks up to {@link #MAX_ID} for the first
     */
    HighestIdSearch(long floor, boolean nothingKnown) {
        this.nothingKnown = nothingKnown;
        this.highest = floor;
        this.low = floor;
        this.done = floor >= MAX_ID;
    }

    boolean isDone() {
        return done;
    }

    /** The highest id found so far; the floor if none. */
    long highest() {
        return highest;
    }

    /** The ids to look for next: 1 to {@value #PLACES}, ascending. */
    List<Long> next() {
        if (done) {
            throw new IllegalStateException("the search is over");
        }
        long top = top();
        long count = Math.min(PLACES, top - low);
        List<Long> ids = new ArrayList<>();
        for (long place = 1; place <= count; place++) {
            ids.add(low + Math.ceilDiv(place * (top - low), count));
        }
        return ids;
    }

    /** Takes in which of the ids of {@link #next()} exist. */
    void answer(Collection<Long> existing) {
        long top = top();
        long looked = Math.ceilDiv(top - low, (long) PLACES);
        long found = existing.stream().mapToLong(Long::longValue).max().orElse(0);
        if (found > highest) {
            highest = found;
            spacing = looked;
            quiet = 0;
            nothingKnown = false;
        } else {
            quiet++;
        }
        if (narrowing) {
            narrow(looked);
            return;
        }
        low = top;
        boolean careful = nothingKnown && low < CAREFUL_UP_TO;
        width = careful ? Math.min(width * 2, CAREFUL_WIDTH) : width * 2;
        boolean quietEnough = !nothingKnown && quiet >= QUIET_RANGES;
        if (quietEnough || low >= MAX_ID) {
            narrowing = true;
            narrow(spacing);
        }
    }

    /** Goes on right above the highest id, in the gap that the last look left, until it left none. */
    private void narrow(long gap) {
        low = highest;
        width = gap;
        done = gap <= 1 || highest >= MAX_ID;
    }

    private long top() {
        return Math.min(MAX_ID, low + width);
    }
}
