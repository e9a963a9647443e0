package dev.touchstone.salessync.person;

/** What a reading meant against what was stored. */
public enum Verdict {
    /** The person was not there. */
    ADDED,
    /** Fields changed, without coming or going. */
    CHANGED,
    /** The person stopped qualifying. */
    HIDDEN,
    /** The person qualifies again. */
    REVIVED,
    /** A deleted person is in Marketo again, and qualifies. */
    RESTORED,
    /** A deleted person is in Marketo again, but does not qualify. */
    RETURNED,
    /** As it was; nothing was written of it. */
    EQUAL,
    /** Older than what is stored; nothing was written. */
    STALE,
    /** Does not qualify and never did; nothing was written of it. */
    ABSENT,
    /** Qualifies and was not there, but there are as many people as may be (R-I-10); nothing was written. */
    NO_ROOM,
    /** Merged into another, erased, or with an erased person's address; nothing was written. */
    GONE
}
