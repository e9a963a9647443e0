package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.detect.DetectorLists;
import java.util.List;
import java.util.Optional;

/** Keeps the detector lists that versions were published with. Every method needs a transaction. */
interface DetectorListStore {
    /** Where lists came from. */
    enum Source {
        /** They came with a build. */
        BUILT_IN,
        /** An operator put them beside a replica. */
        PLACED
    }

    /**
     * Lists as they were stored, perhaps by a build whose lists this one cannot read.
     *
     * @param version as a date
     * @param lines as {@link DetectorLists#lines()} had them
     */
    record Stored(String version, List<String> lines) {}

    /**
     * Keeps lists, unless their version is there already with another content.
     *
     * @return what is stored under the version now
     */
    Stored keep(DetectorLists lists, Source source);

    /** The lists of a version. */
    Optional<Stored> find(String version);

    /** The latest lists that an operator placed, if they are later than a version. One cheap query. */
    Optional<Stored> findPlacedAfter(String version);

    /** The version of the latest built-in lists; empty if no build kept its own. */
    String latestBuiltIn();
}
