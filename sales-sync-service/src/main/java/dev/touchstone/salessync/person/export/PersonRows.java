package dev.touchstone.salessync.person.export;

import java.util.List;

/** The stored rows about people. */
interface PersonRows {
    /** All Marketo ids of a person, in order; an id that was merged stands for the person it was merged into. */
    List<Long> idsOf(long marketoId);

    /** The tables with rows about people, by name. */
    List<String> tables();

    /**
     * Some rows of a table.
     *
     * @param after only rows after this one, by their texts; empty for the beginning
     * @return JSON objects, by their texts
     */
    List<String> rows(String table, List<Long> marketoIds, String after, int limit);
}
