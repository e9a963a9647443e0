package dev.touchstone.salessync.person.snapshot;

/** Windows of a run that are over, and all. Pure. */
public record WindowCount(long over, long all) {}
