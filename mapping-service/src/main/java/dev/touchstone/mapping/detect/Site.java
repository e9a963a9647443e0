package dev.touchstone.mapping.detect;

/**
 * A site that the lists know.
 *
 * @param kind what it is
 * @param platform the name that its hosts, apps and source names share, lower case: {@code google}
 */
public record Site(SiteKind kind, String platform) {}
