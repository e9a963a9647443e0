package dev.touchstone.touchpoint.tag;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The browser tag, as built.
 *
 * @param version of the product
 * @param script UTF-8
 * @param hash of the script: 16 hexadecimal digits, the beginning of its SHA-384
 * @param integrity of the script as an {@code integrity} attribute has it
 */
record BrowserTag(String version, String script, String hash, String integrity) {
    private static final String FOLDER = "META-INF/tag/";

    /** Reads the tag from the class path. */
    static BrowserTag load() {
        String script = read("touchstone.js");
        byte[] digest = sha384(script);
        return new BrowserTag(
                read("version.txt").strip(),
                script,
                HexFormat.of().formatHex(digest, 0, 8),
                "sha384-" + Base64.getEncoder().encodeToString(digest));
    }

    /** Names version and content, so that what is under this path never changes. */
    String path() {
        return "/tag/" + version + "-" + hash + "/touchstone.js";
    }

    private static String read(String name) {
        try (InputStream stream = BrowserTag.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException(FOLDER + name + " is missing; the Maven build makes it");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha384(String text) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
