package dev.touchstone.touchpoint.overlap;

import java.util.List;

/** Finds overlaps among the stored touchpoints. */
interface OverlapQueries {
    /** The overlaps with the most people first. Touchpoints that are suppressed, or yield, are no longer doubled. */
    List<Overlap> list(int limit);
}
