package dev.touchstone.salessync.diagnostic;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The table {@code dead_letter_retry}. */
@ApplicationScoped
class SqlRetryJournal {
    private static final String RECORD = """
            INSERT INTO dead_letter_retry AS r (retry_id, kind, cause, key, author, note, letter_count, begun_at)
            VALUES (?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?)
            ON CONFLICT (retry_id) DO UPDATE SET letter_count = r.letter_count + EXCLUDED.letter_count
            """;

    private final Database database;

    SqlRetryJournal(Database database) {
        this.database = database;
    }

    /**
     * Adds to what a call gave back.
     *
     * @param retryId id of the call
     * @param count how many letters more
     * @param begunAt when the call began
     */
    void record(UUID retryId, Retry retry, long count, Instant begunAt) {
        database.update(
                RECORD,
                parameters -> parameters
                        .uuid(retryId)
                        .text(retry.kind())
                        .text(retry.cause())
                        .text(retry.key())
                        .text(retry.author())
                        .text(retry.note())
                        .number(count)
                        .time(begunAt));
    }
}
