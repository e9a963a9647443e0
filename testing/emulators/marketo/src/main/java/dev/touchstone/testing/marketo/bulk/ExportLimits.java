package dev.touchstone.testing.marketo.bulk;

/**
 * Limits on exports, over all API users.
 *
 * @param running jobs that run at a time
 * @param queued jobs that are queued or run
 * @param bytesPerDay size of the files finished from midnight to midnight in America/Chicago
 */
public record ExportLimits(int running, int queued, long bytesPerDay) {}
