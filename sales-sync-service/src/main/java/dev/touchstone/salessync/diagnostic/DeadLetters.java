package dev.touchstone.salessync.diagnostic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;

/** Where packages put what they give up on, in the transaction in which they do. */
@ApplicationScoped
public class DeadLetters {
    private final SqlDeadLetterStore store;

    DeadLetters(SqlDeadLetterStore store) {
        this.store = store;
    }

    /** Keeps a letter. One of the same kind and key that is there already is counted again and has the new cause. */
    @Transactional(TxType.MANDATORY)
    public void put(DeadLetter letter) {
        store.put(List.of(letter));
    }

    /** Keeps letters, at most one of a kind and key; as {@link #put}. */
    @Transactional(TxType.MANDATORY)
    public void putAll(List<DeadLetter> letters) {
        if (!letters.isEmpty()) {
            store.put(letters);
        }
    }

    /** Takes letters away whose thing was done after all, or is gone. Keys without a letter are passed over. */
    @Transactional(TxType.MANDATORY)
    public void settle(String kind, Collection<String> keys) {
        if (!keys.isEmpty()) {
            store.settle(kind, List.copyOf(keys));
        }
    }

    /** Takes away everything that is about people, who are to be erased or forgotten. */
    @Transactional(TxType.MANDATORY)
    public void forget(List<Long> marketoIds) {
        store.forget(marketoIds);
    }
}
