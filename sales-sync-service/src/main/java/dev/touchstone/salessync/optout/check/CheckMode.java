package dev.touchstone.salessync.optout.check;

/** Where what Marketo says is looked up. */
public enum CheckMode {
    /** In Marketo. */
    LIVE,
    /** In the mirror if it knows the address and is fresh, else in Marketo. */
    HYBRID,
    /** In the mirror and nowhere else. */
    MIRROR_ONLY
}
