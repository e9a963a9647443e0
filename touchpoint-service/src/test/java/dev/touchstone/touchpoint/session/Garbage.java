package dev.touchstone.touchpoint.session;

import java.util.Random;

/** Texts that nobody would send on purpose: pieces of addresses between control characters, surrogates and noise. */
public final class Garbage {
    private static final String[] PIECES = {
        "https://",
        "http:",
        "//",
        "/",
        "\\",
        "?",
        "#",
        "&",
        "=",
        "%",
        "%2",
        "%20",
        "%00",
        "%C3%28",
        "%ED%A0%80",
        "+",
        "@",
        ":",
        "[",
        "]",
        "[::1]",
        ".",
        "..",
        "www.",
        "acme.com",
        "xn--bcher-kva.de",
        "BÜCHER.DE",
        "İ",
        "ß",
        "utm_",
        "utm_source",
        "UTM_Campaign",
        "gclid",
        "_bt",
        "\0",
        "\n",
        "\t",
        " ",
        "\u007F",
        "\u00A0",
        "\u2028",
        "\uFEFF",
        "\uD83D\uDE00",
        "\uD83D",
        "\uDE00",
        "\uFFFF",
        "android-app",
        "javascript",
        "data",
        "mailto:",
        "-",
        "|",
        "'",
        "\"",
        "<",
        ">",
        "{",
        "}"
    };

    private final Random random;

    /** A generator that gives the same texts for the same seed. */
    public Garbage(long seed) {
        this.random = new Random(seed);
    }

    /** The next text, up to some hundred characters; possibly empty, possibly not even valid UTF-16. */
    public String next() {
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "https://" : "");
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x10000));
                case 1 -> text.append((char) (' ' + random.nextInt(95)));
                default -> text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}
