package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.person.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadPlanTest {
    private static final Instant READ_AT = Instant.parse("2026-07-15T12:00:02Z");
    private static final MissingPerson.Ends ENDS =
            new MissingPerson.Ends(READ_AT.minusSeconds(1), READ_AT.minusSeconds(1));
    private static final Map<Long, Identity> ALL_LIVE =
            Map.of(41L, new Identity.Live(41), 42L, new Identity.Live(42), 43L, new Identity.Live(43));

    private static DirtyPerson dirty(long id, long mark) {
        return new DirtyPerson(id, mark, READ_AT, MissingPerson.NO);
    }

    private static ReadPlan plan(
            Set<Long> found, Map<Long, Long> marks, Map<Long, Identity> identities, Set<Long> stale) {
        List<DirtyPerson> people = List.of(dirty(41, 1), dirty(42, 1), dirty(43, 1));
        return ReadPlan.of(new ReadPlan.Batch(people, found, stale, Set.of(), READ_AT), marks, identities, ENDS);
    }

    /** AC-27 and worked example 1: 42 was marked again while it was read. */
    @Test
    void aMarkThatMovedMeanwhileStays() {
        ReadPlan plan = plan(Set.of(41L, 42L, 43L), Map.of(41L, 1L, 42L, 2L, 43L, 1L), Map.of(), Set.of());
        assertThat(plan.clear()).containsExactly(41L, 43L);
        assertThat(plan.present()).containsExactly(42L);
        assertThat(plan.gone()).isEmpty();
    }

    @Test
    void whoIsMissingAndMarkedAnewIsLeftToTheNextRead() {
        ReadPlan plan = plan(Set.of(41L, 43L), Map.of(41L, 1L, 42L, 2L, 43L, 1L), ALL_LIVE, Set.of());
        assertThat(plan.clear()).containsExactly(41L, 43L);
        assertThat(plan.readAgain()).isEmpty();
    }

    @Test
    void whoIsMissingIsJudgedByWhoItIsInTheStore() {
        Map<Long, Identity> identities =
                Map.of(41L, new Identity.Alias(7), 42L, new Identity.Unknown(), 43L, new Identity.Live(43));
        ReadPlan plan = plan(Set.of(), Map.of(41L, 1L, 42L, 1L, 43L, 1L), identities, Set.of());
        assertThat(plan.clear()).containsExactly(41L);
        assertThat(plan.gone()).isEmpty();
        assertThat(plan.missed()).containsExactly(42L, 43L);
        assertThat(plan.readAgain()).isEqualTo(Map.of(READ_AT.plus(MissingPerson.SECOND_READ), List.of(42L, 43L)));
        assertThat(plan.hurryFeeds()).isFalse();
    }

    /** R-D-6: somebody new may be told before it can be read. */
    @Test
    void whoIsNotKnownIsLeftAloneAfterASecondReadOnly() {
        DirtyPerson missed =
                new DirtyPerson(42, 1, READ_AT, new MissingPerson(READ_AT.minus(MissingPerson.SECOND_READ), null));
        DirtyPerson deleted = new DirtyPerson(43, 1, READ_AT, new MissingPerson(null, READ_AT.minusSeconds(9)));
        ReadPlan.Batch batch = new ReadPlan.Batch(List.of(missed, deleted), Set.of(), Set.of(), Set.of(), READ_AT);
        ReadPlan plan = ReadPlan.of(batch, Map.of(42L, 1L, 43L, 1L), Map.of(), ENDS);
        assertThat(plan.gone()).containsExactly(42L, 43L);
        assertThat(plan.clear()).containsExactly(42L, 43L);
        assertThat(plan.readAgain()).isEmpty();
    }

    @Test
    void whoIsUnreadableIsNeitherMissingNorReadAgain() {
        ReadPlan.Batch batch = new ReadPlan.Batch(
                List.of(dirty(41, 1), dirty(42, 1), dirty(43, 1)), Set.of(41L), Set.of(), Set.of(42L, 43L), READ_AT);
        assertThat(batch.missing()).isEmpty();
        ReadPlan plan = ReadPlan.of(batch, Map.of(41L, 1L, 42L, 1L, 43L, 2L), ALL_LIVE, ENDS);
        assertThat(plan.clear()).containsExactly(41L, 42L);
        assertThat(plan.gone()).isEmpty();
        assertThat(plan.readAgain()).isEmpty();
    }

    /** F37: a clock that was set back must not lose a change; and only who is concerned is read again. */
    @Test
    void onlyAReadingOlderThanWhatIsStoredIsRepeated() {
        ReadPlan plan = plan(Set.of(41L, 42L, 43L), Map.of(41L, 1L, 42L, 1L, 43L, 1L), Map.of(), Set.of(42L));
        assertThat(plan.clear()).containsExactly(41L, 43L);
        assertThat(plan.readAgain()).isEqualTo(Map.of(READ_AT.plus(ReadPlan.STALE_WAIT), List.of(42L)));
    }
}
