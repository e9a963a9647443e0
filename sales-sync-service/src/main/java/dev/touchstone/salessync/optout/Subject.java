package dev.touchstone.salessync.optout;

import java.util.HexFormat;

/**
 * What is out or in: an address or a person. Pure. Neither is in it by itself: what was said outlives them (R-D-6, R-D-8).
 *
 * @param key {@code address:} or {@code person:} and the salted hash of the address or of the Marketo id in hexadecimal
 */
public record Subject(String key) implements Comparable<Subject> {
    private static final String ADDRESS = "address:";
    private static final String PERSON = "person:";

    public Subject {
        if (!key.startsWith(ADDRESS) && !key.startsWith(PERSON)) {
            throw new IllegalArgumentException("a subject is an address or a person, not " + key);
        }
    }

    /** An address, by its hash. */
    public static Subject ofAddress(byte[] hash) {
        return new Subject(ADDRESS + HexFormat.of().formatHex(hash));
    }

    /** A person, by the hash of the Marketo id. */
    public static Subject ofPerson(byte[] idHash) {
        return new Subject(PERSON + HexFormat.of().formatHex(idHash));
    }

    /** Whether it is an address. */
    public boolean isAddress() {
        return key.startsWith(ADDRESS);
    }

    /** The order in which subjects are locked. */
    @Override
    public int compareTo(Subject other) {
        return key.compareTo(other.key);
    }
}
