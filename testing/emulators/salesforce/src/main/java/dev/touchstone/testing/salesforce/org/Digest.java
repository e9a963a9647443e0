package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.Values;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A hash of many records, in whatever order they come.
 *
 * <p><b>Shape:</b> each record is SHA-256 over its id and its fields in the order given, each as a CSV file writes it in UTF-8,
 * and after each the byte 0x1F. The hashes are added up as numbers modulo 2^128, the last 16 bytes of each; the sum is written as
 * 32 hexadecimal digits.
 */
final class Digest {
    private static final byte END_OF_FIELD = 0x1F;
    private static final int BYTES = 16;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(BYTES * 8);

    private final List<String> fields;
    private final MessageDigest sha256;
    private BigInteger sum = BigInteger.ZERO;

    Digest(List<String> fields) {
        this.fields = fields;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void add(SObject row) {
        field(row.id());
        fields.forEach(name -> field(Values.csv(row.value(name))));
        byte[] hash = sha256.digest();
        sum = sum.add(new BigInteger(1, hash, hash.length - BYTES, BYTES)).mod(MODULUS);
    }

    String text() {
        return "%032x".formatted(sum);
    }

    private void field(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update(END_OF_FIELD);
    }
}
