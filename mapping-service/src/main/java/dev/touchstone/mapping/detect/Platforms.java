package dev.touchstone.mapping.detect;

import java.util.Set;

/**
 * Which platforms a detector is about: these, or all but these.
 *
 * @param names platforms as the lists name them
 * @param listed true for these, false for all but these
 */
record Platforms(Set<String> names, boolean listed) {
    static final Platforms ANY = allBut();

    Platforms {
        names = Set.copyOf(names);
    }

    static Platforms only(String name) {
        return new Platforms(Set.of(name), true);
    }

    static Platforms allBut(String... names) {
        return new Platforms(Set.of(names), false);
    }

    boolean include(String platform) {
        return names.contains(platform) == listed;
    }
}
