package dev.touchstone.testing.emulator.http;

import java.nio.file.Path;

/**
 * Bytes of a file.
 *
 * @param file where they are
 * @param from first byte
 * @param until one after the last byte
 * @param size bytes of the whole file
 * @param partial true if a range was asked for
 */
public record Download(Path file, long from, long until, long size, boolean partial) {}
