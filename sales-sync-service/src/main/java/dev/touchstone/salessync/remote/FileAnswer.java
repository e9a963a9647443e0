package dev.touchstone.salessync.remote;

import org.jspecify.annotations.Nullable;

/**
 * The end of a file's transfer.
 *
 * @param written bytes that went to the sink
 * @param instead what came in place of a file; null if a file came
 */
public record FileAnswer(long written, @Nullable HttpAnswer instead) {}
