package dev.touchstone.salessync.optout;

import java.util.Optional;

/**
 * What follows from all that was said about a subject. Pure.
 *
 * @param subject whose
 * @param out whether it is out
 * @param erased whether it is out because the person was erased: then not even mail that needs no consent is sent
 * @param entries how many entries of the ledger it follows from
 */
public record OptOutState(Subject subject, boolean out, boolean erased, long entries) {
    public OptOutState {
        if (entries < 0 || (out && entries == 0) || (erased && !out)) {
            throw new IllegalArgumentException("nobody is out without an entry, or erased without being out");
        }
    }

    /** Nothing was said. */
    public static OptOutState untouched(Subject subject) {
        return new OptOutState(subject, false, false, 0);
    }

    /**
     * What follows if this is said, too; empty if it says nothing new and is not to be kept. An unsubscribe by somebody is always
     * kept, also of who is out already; a resubscribe of who is in is not.
     */
    public Optional<OptOutState> after(OptOutFact fact) {
        return switch (fact) {
            case OptOutFact.Unsubscribe unsubscribe -> {
                boolean erasure = unsubscribe.source() == UnsubscribeSource.ERASURE;
                boolean known = out && unsubscribe.source().isDerived() && (erased || !erasure);
                yield known ? Optional.empty() : Optional.of(next(fact, true, erased || erasure));
            }
            case OptOutFact.Resubscribe ignored -> out ? Optional.of(next(fact, false, false)) : Optional.empty();
        };
    }

    /** The one place where a state is made from another one. */
    private OptOutState next(OptOutFact fact, boolean nextOut, boolean nextErased) {
        if (out && !nextOut && !(fact instanceof OptOutFact.Resubscribe)) {
            throw new IllegalStateException("no machine moves anybody from out to in");
        }
        return new OptOutState(subject, nextOut, nextErased, entries + 1);
    }
}
