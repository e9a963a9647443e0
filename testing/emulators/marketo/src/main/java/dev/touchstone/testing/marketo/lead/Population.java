package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.marketo.http.Times;
import java.time.Duration;
import java.time.Instant;

/**
 * People that are computed when they are asked for, so that 1,500,000 of them need no memory. The same values give the same
 * people. People are numbered by ordinal from 0; ids and times of creation rise with it.
 *
 * @param seed chooses names, companies and oddities
 * @param count how many people, 1 to 10,000,000
 * @param qualifying how many of them are in the CRM and owned by a user, exactly; they lie scattered
 * @param firstId the lowest id
 * @param idGap one person in so many consecutive ids; 1 is dense
 * @param createdFrom when the first was created
 * @param createdUntil when the last was created, at the latest
 */
public record Population(
        long seed, int count, int qualifying, long firstId, int idGap, Instant createdFrom, Instant createdUntil) {
    private static final int MAX_COUNT = 10_000_000;
    private static final long STRIDE = 2_147_483_629L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public Population {
        if (count < 1 || count > MAX_COUNT || qualifying < 0 || qualifying > count) {
            throw new IllegalArgumentException("a population has 1 to " + MAX_COUNT
                    + " people, and as many or fewer qualify: " + count + ", " + qualifying);
        }
        if (firstId < 1 || idGap < 1 || createdUntil.isBefore(createdFrom)) {
            throw new IllegalArgumentException("ids and gaps start at 1, and time does not run backwards");
        }
        createdFrom = Times.seconds(createdFrom);
    }

    /** Dense ids from 1, four fifths qualify, created in 2024 and 2025. */
    public static Population of(int count) {
        return new Population(
                1,
                count,
                count / 5 * 4,
                1,
                1,
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** The same people with another seed. */
    public Population withSeed(long other) {
        return new Population(other, count, qualifying, firstId, idGap, createdFrom, createdUntil);
    }

    /** The same people, of whom so many qualify. */
    public Population withQualifying(int other) {
        return new Population(seed, count, other, firstId, idGap, createdFrom, createdUntil);
    }

    /** The same people with other ids. */
    public Population withIds(long first, int gap) {
        return new Population(seed, count, qualifying, first, gap, createdFrom, createdUntil);
    }

    /** The same people, created in another span of time. */
    public Population withCreation(Instant from, Instant until) {
        return new Population(seed, count, qualifying, firstId, idGap, from, until);
    }

    /** The id of the person with this ordinal. */
    long idOf(int ordinal) {
        return firstId + (long) ordinal * idGap + (idGap == 1 ? 0 : Long.remainderUnsigned(hash(ordinal), idGap));
    }

    /** The ordinal of the person with this id; -1 if the id is nobody's. */
    int ordinalOf(long id) {
        if (id < firstId) {
            return -1;
        }
        long ordinal = (id - firstId) / idGap;
        return ordinal < count && idOf((int) ordinal) == id ? (int) ordinal : -1;
    }

    /** The first ordinal whose id is greater; {@code count} if there is none. */
    int firstAfter(long id) {
        if (id < firstId) {
            return 0;
        }
        long ordinal = (id - firstId) / idGap;
        if (ordinal >= count) {
            return count;
        }
        return idOf((int) ordinal) > id ? (int) ordinal : (int) ordinal + 1;
    }

    /** The highest id. */
    long lastId() {
        return idOf(count - 1);
    }

    boolean qualifies(int ordinal) {
        // The stride is a prime above any count, so this walks through every remainder once.
        return (ordinal * STRIDE + Long.remainderUnsigned(seed, count)) % count < qualifying;
    }

    Instant createdAt(int ordinal) {
        long span = Duration.between(createdFrom, createdUntil).toSeconds();
        return createdFrom.plusSeconds(span * ordinal / count);
    }

    /** The first ordinal that was not created before this time. */
    int firstCreatedFrom(Instant time) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (createdAt(middle).isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** 64 bits that look random and belong to this person. */
    long hash(int ordinal) {
        long z = seed * 0x632BE59BD9B4E019L + (ordinal + 1L) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
