package dev.touchstone.salessync.salesforce.query;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a round to its end. A cursor that is gone is replaced by a query after the last record, and a query that takes too long by shorter
 * ones; every other failure ends the reading, and a new round begins at the last watermark that was stored.
 */
public final class KeysetReader {
    private final QueryApi queries;

    public KeysetReader(QueryApi queries) {
        this.queries = queries;
    }

    /** Takes what was read. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a page. The next is read when this returns.
         *
         * @param records in the order of reading; none when a part without records was passed. One record may come again
         * @param watermark to be stored in one transaction with what becomes of the records
         */
        void take(List<SalesforceRecord> records, Instant watermark);
    }

    /**
     * Reads everything of the round.
     *
     * @throws SalesforceFailure if that is not possible; {@link SalesforceError.QueryTimedOut} if even the smallest query takes too long
     */
    public void read(KeysetSource source, KeysetRound begun, Sink sink) {
        KeysetRound round = begun;
        while (!round.isDone()) {
            round = window(source, round, sink);
        }
    }

    private KeysetRound window(KeysetSource source, KeysetRound begun, Sink sink) {
        KeysetRound round = begun;
        @Nullable QueryPage page = null;
        while (true) {
            try {
                page = page == null ? first(source, round) : queries.next(page);
            } catch (SalesforceFailure failure) {
                return recovered(round, failure);
            }
            boolean last = !page.hasNext() && !isCut(round, page);
            round = last ? round.afterWindow() : afterPage(round, page);
            sink.take(page.records(), round.watermark());
            if (!page.hasNext()) {
                return round;
            }
        }
    }

    private static KeysetRound recovered(KeysetRound round, SalesforceFailure failure) {
        if (failure.error() instanceof SalesforceError.CursorGone) {
            return round;
        }
        Optional<KeysetRound> smaller =
                failure.error() instanceof SalesforceError.QueryTimedOut ? round.afterTimeout() : Optional.empty();
        return smaller.orElseThrow(() -> failure);
    }

    private QueryPage first(KeysetSource source, KeysetRound round) {
        Soql query = round.query(source.object(), source.fields(), source.conditions());
        return source.withDeleted() ? queries.firstWithDeleted(query) : queries.first(query);
    }

    /** True if the query was limited, and its limit was reached: another one goes on behind it. */
    private static boolean isCut(KeysetRound round, QueryPage page) {
        return round.position().byId() && page.totalSize() >= QueryApi.PAGE_SIZE;
    }

    private static KeysetRound afterPage(KeysetRound round, QueryPage page) {
        if (page.records().isEmpty()) {
            return round;
        }
        SalesforceRecord last = page.records().get(page.records().size() - 1);
        Instant stamp = last.time("SystemModstamp")
                .orElseThrow(() ->
                        new SalesforceFailure(SalesforceError.Unreachable.read("a record without SystemModstamp")));
        return round.afterPage(stamp, last.id());
    }
}
