package dev.touchstone.salessync.diagnostic;

/**
 * What is to be tried again, by whose decision. Pure.
 *
 * @param kind what it is
 * @param cause all of this cause; empty if it is one letter
 * @param key the one letter; empty if it is a cause
 * @param author who decided
 * @param note why; empty if nothing was said
 */
record Retry(String kind, String cause, String key, String author, String note) {
    Retry {
        if (cause.isEmpty() == key.isEmpty()) {
            throw new IllegalArgumentException("either all of a cause or one letter is tried again");
        }
    }

    boolean isOne() {
        return !key.isEmpty();
    }
}
