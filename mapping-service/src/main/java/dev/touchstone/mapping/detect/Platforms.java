package dev.touchstone.mapping.detect;

/**
 * Which platforms a detector is about.
 *
 * @param bits of the platforms, see {@link Platform#bit}
 */
record Platforms(int bits) {
    static final Platforms ANY = allBut();

    static Platforms only(Platform... platforms) {
        int bits = 0;
        for (Platform platform : platforms) {
            bits |= platform.bit();
        }
        return new Platforms(bits);
    }

    static Platforms allBut(Platform... platforms) {
        return new Platforms(~only(platforms).bits);
    }

    boolean include(Platform platform) {
        return (bits & platform.bit()) != 0;
    }
}
