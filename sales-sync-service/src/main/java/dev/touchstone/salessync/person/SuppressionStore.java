package dev.touchstone.salessync.person;

import java.util.List;
import java.util.Set;

/** What is kept of people who are not. */
interface SuppressionStore {
    /** The salt of all hashes; it never changes. */
    byte[] salt();

    /** Those of the hashes, in hexadecimal, that are of suppressed addresses. */
    Set<String> suppressed(List<String> hashes);

    /** True if the hash is of the Marketo id of somebody who was forgotten. */
    boolean isForgotten(byte[] idHash);
}
