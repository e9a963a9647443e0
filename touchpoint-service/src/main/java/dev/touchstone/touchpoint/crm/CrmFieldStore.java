package dev.touchstone.touchpoint.crm;

import java.util.SortedMap;

/** Where it is kept which fields were seen in records. */
interface CrmFieldStore {
    /**
     * Keeps fields, in the caller's transaction; those that are kept already stay as they are.
     *
     * @param spellings fields in order, and how the source spells their names
     */
    void add(SortedMap<SeenField, String> spellings);
}
