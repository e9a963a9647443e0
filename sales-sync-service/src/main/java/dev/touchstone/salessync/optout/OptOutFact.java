package dev.touchstone.salessync.optout;

/** Something that was said about whether somebody wants mail. Pure. */
public sealed interface OptOutFact {
    /** Who said it; empty if a machine did, or the person themselves. */
    String author();

    /**
     * No more mail.
     *
     * @param source where it came from
     * @param author who, for what was set by hand; else empty
     * @param note why; may be empty
     */
    record Unsubscribe(UnsubscribeSource source, String author, String note) implements OptOutFact {
        /** What follows from something else. */
        public static Unsubscribe derived(UnsubscribeSource source) {
            if (!source.isDerived()) {
                throw new IllegalArgumentException(source + " comes from somebody");
            }
            return new Unsubscribe(source, "", "");
        }
    }

    /**
     * Mail again, by the decision of an administrator. There is no other way from out to in.
     *
     * @param author the administrator
     * @param reason why
     * @param evidence of the person's consent: where it is kept
     */
    record Resubscribe(String author, String reason, String evidence) implements OptOutFact {
        public Resubscribe {
            if (author.isBlank() || reason.isBlank() || evidence.isBlank()) {
                throw new IllegalArgumentException("a resubscribe names its author, a reason and evidence");
            }
        }
    }
}
