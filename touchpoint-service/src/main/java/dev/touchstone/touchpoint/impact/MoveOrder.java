package dev.touchstone.touchpoint.impact;

import java.util.Comparator;

/** In which order moves are told. */
final class MoveOrder {
    /** Then by names, so that equal previews are equal. */
    static final Comparator<Preview.Move> MOST_TOUCHPOINTS_FIRST = Comparator.comparingLong(Preview.Move::touchpoints)
            .reversed()
            .thenComparing(Comparator.comparingLong(Preview.Move::keys).reversed())
            .thenComparing(move -> move.from().channel())
            .thenComparing(move -> move.from().subchannel())
            .thenComparing(move -> move.to().channel())
            .thenComparing(move -> move.to().subchannel());

    private MoveOrder() {}
}
