package dev.touchstone.salessync.salesforce.query;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One round of reading an object by the order of {@code (SystemModstamp, Id)}, from a watermark to shortly before Salesforce's present:
 * where it is, and what to ask next. Pure.
 *
 * <p><b>Why the pair:</b> thousands of records may have one stamp, so a stamp alone skips or repeats them. <b>Why windows:</b> after a large
 * import a query of the whole round times out; each time-out halves the window, down to one that is read by id alone.
 *
 * @param start where the round before ended
 * @param position where this one is
 * @param window what is being read
 * @param until end of the round, exclusive
 * @param smallestWindow see {@link KeysetPolicy}
 */
public record KeysetRound(Instant start, Position position, Window window, Instant until, Duration smallestWindow) {
    private static final String STAMP = "SystemModstamp";
    private static final String ID = "Id";

    /**
     * Where a round is.
     *
     * @param stamp by stamp: that of the last record; by id: beginning of the window
     * @param afterId id of the last record; empty before the first
     * @param byId true if the window is read in the order of ids
     */
    public record Position(Instant stamp, String afterId, boolean byId) {}

    /**
     * A part of a round.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record Window(Instant from, Instant until) {}

    /**
     * A new round; after an interruption too.
     *
     * @param watermark what {@link #watermark()} of the last round that was committed said, at its end or within it
     * @param serverTime Salesforce's present
     */
    public static KeysetRound begin(Instant watermark, Instant serverTime, KeysetPolicy policy) {
        Instant until = serverTime.minus(policy.margin());
        Instant lookBack = watermark.minus(policy.lookBack());
        Instant from = lookBack.isBefore(until) ? lookBack : until;
        return new KeysetRound(
                watermark, new Position(from, "", false), new Window(from, until), until, policy.smallestWindow());
    }

    /** True if nothing is left to read. */
    public boolean isDone() {
        return !position.stamp.isBefore(until);
    }

    /**
     * What to store together with what was read. A round that begins there misses nothing: rows that come late are within its look-back.
     * Never before the watermark that the round began with.
     */
    public Instant watermark() {
        return position.stamp.isAfter(start) ? position.stamp : start;
    }

    /**
     * The query of what is left of the window.
     *
     * @param fields beside the two of the key
     * @param conditions further ones
     */
    public Soql query(String object, List<String> fields, List<String> conditions) {
        Set<String> all = new LinkedHashSet<>(List.of(ID, STAMP));
        all.addAll(fields);
        Soql query = Soql.select(all, object);
        for (String condition : conditions) {
            query = query.where(condition);
        }
        return position.byId ? byId(query) : byStamp(query);
    }

    /** After a page of the window, by its last record. */
    public KeysetRound afterPage(Instant lastStamp, String lastId) {
        return at(
                position.byId ? new Position(position.stamp, lastId, true) : new Position(lastStamp, lastId, false),
                window);
    }

    /** After the last page of the window. The next one is twice as long. */
    public KeysetRound afterWindow() {
        Duration twice = Duration.between(window.from, window.until).multipliedBy(2);
        Instant end = window.until.plus(twice);
        Window next = new Window(window.until, end.isBefore(until) ? end : until);
        return at(new Position(next.from, "", false), next);
    }

    /** After a query that took too long; empty if no smaller one is left. */
    public Optional<KeysetRound> afterTimeout() {
        if (position.byId) {
            return Optional.empty();
        }
        Duration left = Duration.between(position.stamp, window.until);
        if (left.compareTo(smallestWindow) <= 0) {
            Window same = new Window(position.stamp, window.until);
            return Optional.of(at(new Position(position.stamp, "", true), same));
        }
        Duration half = left.dividedBy(2);
        Duration shorter = half.compareTo(smallestWindow) < 0 ? smallestWindow : half;
        return Optional.of(at(position, new Window(position.stamp, position.stamp.plus(shorter))));
    }

    private KeysetRound at(Position next, Window part) {
        return new KeysetRound(start, next, part, until, smallestWindow);
    }

    private Soql byStamp(Soql query) {
        String after = position.afterId.isEmpty()
                ? Soql.from(STAMP, position.stamp)
                : Soql.afterPair(STAMP, position.stamp, ID, position.afterId);
        return query.where(after).where(Soql.before(STAMP, window.until)).orderBy(STAMP, ID);
    }

    private Soql byId(Soql query) {
        Soql inWindow = query.where(Soql.from(STAMP, window.from)).where(Soql.before(STAMP, window.until));
        Soql after = position.afterId.isEmpty() ? inWindow : inWindow.where(Soql.above(ID, position.afterId));
        return after.orderBy(ID).limitTo(QueryApi.PAGE_SIZE);
    }
}
