package dev.touchstone.salessync.salesforce.event;

import java.util.Arrays;

/** What happened to records. Pure. */
public enum ChangeKind {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE,
    /** Something was created; the event does not tell what. */
    GAP_CREATE,
    /** Something was updated; the event does not tell how. */
    GAP_UPDATE,
    GAP_DELETE,
    GAP_UNDELETE,
    /** Changes were left out; also any event that cannot be read. */
    GAP_OVERFLOW;

    /** A kind that is not known is one of which nothing can be told. */
    static ChangeKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(GAP_OVERFLOW);
    }

    /** True if the event tells values. */
    public boolean tellsValues() {
        return this == CREATE || this == UPDATE || this == UNDELETE;
    }

    /** True if all the event says is that the records are to be read. */
    public boolean isGap() {
        return !tellsValues() && this != DELETE;
    }
}
