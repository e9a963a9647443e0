package dev.touchstone.salessync.person;

/** What a reading of people was part of. */
public enum ReadWay {
    /** The first reading of everybody. */
    SNAPSHOT,
    /** People whom a change feed named. */
    FEED,
    /** A later reading of everybody, which finds what the feeds missed. */
    RECONCILE
}
