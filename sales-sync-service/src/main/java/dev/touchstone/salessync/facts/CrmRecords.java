package dev.touchstone.salessync.facts;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CRM records of touchpoint-service. */
interface CrmRecords {
    /**
     * The cursor that was stored there last; empty if none was.
     *
     * @throws NotReached if there is no answer
     */
    Optional<String> cursor();

    /**
     * Tells facts; when it returns they are stored there, but for the refused ones.
     *
     * @param facts 1 to 1,000, no person twice
     * @param cursor kept there together with them; null keeps the one before
     * @throws NotReached if there is no answer; all, some or none of the facts may have been stored
     */
    Answer tell(List<CrmFact> facts, @Nullable String cursor);

    /**
     * What became of facts.
     *
     * @param accepted how many changed what was stored
     * @param unchanged how many were known before
     * @param refused the others
     */
    record Answer(int accepted, int unchanged, List<Refused> refused) {
        /** Nothing was told. */
        static final Answer NONE = new Answer(0, 0, List.of());

        public Answer {
            refused = List.copyOf(refused);
        }
    }

    /**
     * A fact that cannot be stored as it is.
     *
     * @param reason upper snake case
     * @param sentence what is wrong and what to do
     */
    record Refused(long marketoId, String reason, String sentence) {}
}
