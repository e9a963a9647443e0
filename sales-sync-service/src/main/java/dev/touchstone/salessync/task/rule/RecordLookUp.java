package dev.touchstone.salessync.task.rule;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of several records with one e-mail address a task belongs to (R-T-3). Pure. */
public final class RecordLookUp {
    private RecordLookUp() {}

    /**
     * A record with the address.
     *
     * @param id 18 characters
     * @param contact true for a contact, false for a lead
     * @param ownerId of its owner
     * @param accountId of a contact; empty if it has none
     * @param modifiedAt {@code SystemModstamp}
     */
    public record Candidate(String id, boolean contact, String ownerId, String accountId, Instant modifiedAt) {}

    /**
     * What was chosen.
     *
     * @param record the best
     * @param rejected the others, best first
     */
    public record Choice(Candidate record, List<Candidate> rejected) {
        public Choice {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * Chooses: contacts before leads, then those of the seller, then the one that changed last, then the lowest id. The order in which the
     * candidates are given does not matter.
     *
     * @param sellerId user id of the seller
     * @return empty if there is no candidate
     */
    public static Optional<Choice> choose(Collection<Candidate> candidates, String sellerId) {
        List<Candidate> ranked =
                candidates.stream().distinct().sorted(order(sellerId)).toList();
        return ranked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Choice(ranked.get(0), ranked.subList(1, ranked.size())));
    }

    private static Comparator<Candidate> order(String sellerId) {
        return Comparator.comparing(Candidate::contact, Comparator.reverseOrder())
                .thenComparing(candidate -> !candidate.ownerId().equals(sellerId))
                .thenComparing(Candidate::modifiedAt, Comparator.reverseOrder())
                .thenComparing(Candidate::id);
    }
}
