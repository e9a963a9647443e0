package dev.touchstone.mapping.detect;

/**
 * A site that the lists know.
 *
 * @param kind what it is
 * @param name the name that its hosts, apps and source names share, lower case: {@code google}
 * @param platform the name, as far as detectors tell it apart
 */
record Site(SiteKind kind, String name, Platform platform) {
    static Site of(SiteKind kind, String name) {
        return new Site(kind, name, Platform.of(name));
    }
}
