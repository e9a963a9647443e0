package dev.touchstone.salessync.diagnostic;

import java.util.List;

/** Who gave up on a kind of thing and knows how it is tried again. A CDI bean for each kind. */
public interface DeadLetterOwner {
    /** The kind of its letters. */
    String kind();

    /**
     * Puts things back into the queue they came from, within the caller's transaction. It neither waits nor calls a remote system.
     * What succeeds then is settled ({@link DeadLetters#settle}), what fails again is put again. Keys that are gone are passed over.
     *
     * @param keys 1 to 1,000
     */
    void retry(List<String> keys);
}
