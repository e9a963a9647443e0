package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.optout.RequestKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code reminder}. Callers hold a transaction. */
@ApplicationScoped
class SqlReminderStore {
    private static final String READ_DIGEST = "SELECT " + SqlReminderRow.COLUMNS + ", digest ";

    private static final String INSERT = "INSERT INTO reminder (" + SqlReminderRow.COLUMNS
            + ", send_at, created_at) VALUES (" + SqlReminderRow.PARAMETERS
            + ", ?, ?) ON CONFLICT (task_id) DO NOTHING";

    private static final String ASKED = "UPDATE reminder SET request_id = ?, digest = ? WHERE reminder_id = ?";

    private static final String MADE_BY = READ_DIGEST + "FROM reminder WHERE request_id = ?";

    private static final String LOCK_REQUEST =
            "SELECT pg_advisory_xact_lock(hashtextextended('reminder ' || ?::text, 0))::text AS locked";

    private static final String MERGE_PEOPLE = "UPDATE reminder SET marketo_id = ? WHERE marketo_id = ?";

    private static final String FORGET_PERSON = "UPDATE reminder SET marketo_id = NULL WHERE marketo_id = ?";

    private static final String REPLACE = "UPDATE reminder SET (" + SqlReminderRow.COLUMNS + ", send_at) = ("
            + SqlReminderRow.PARAMETERS + ", ?) WHERE reminder_id = ?";

    private static final String READ = "SELECT " + SqlReminderRow.COLUMNS + " FROM reminder ";

    private static final String LOCK = READ + "WHERE reminder_id = ? FOR UPDATE";

    private static final String LOCK_ALL = READ + """
            WHERE task_id = ANY (?::text[]) OR reminder_id = ANY (?::uuid[]) ORDER BY reminder_id FOR UPDATE
            """;

    private static final String PAGE = READ + """
            WHERE assignee = ? AND reminder_id > ? AND state <> 'DETACHED' AND (deleted_at IS NOT NULL) = ?
            ORDER BY reminder_id LIMIT ?
            """;

    /** Whoever claims one is alone with it until the time that it is claimed for; an edit meanwhile does not shorten that. */
    private static final String CLAIM = """
            UPDATE reminder SET leased_until = ? WHERE reminder_id IN (
                SELECT reminder_id FROM reminder WHERE base_assignee = ? AND send_at <= ?
                    AND (leased_until IS NULL OR leased_until <= ?)
                ORDER BY send_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING
            """ + SqlReminderRow.COLUMNS;

    private static final String DUE_SELLERS = """
            SELECT DISTINCT r.base_assignee FROM reminder r
            JOIN reminder_seller s ON s.seller = r.base_assignee AND s.active
            WHERE r.send_at <= ? AND (r.leased_until IS NULL OR r.leased_until <= ?) ORDER BY r.base_assignee
            """;

    private static final String RELEASE =
            "UPDATE reminder SET leased_until = NULL WHERE reminder_id = ANY (?::uuid[]) AND leased_until = ?";

    private static final String POSTPONE =
            "UPDATE reminder SET send_at = ? WHERE reminder_id = ANY (?::uuid[]) AND send_at IS NOT NULL";

    private static final String REFUSED = """
            UPDATE reminder SET send_at = ?, failures = failures + 1, problem = ? WHERE reminder_id = ?
            """;

    private static final String TAKEN =
            "UPDATE reminder SET failures = 0, problem = '' WHERE reminder_id = ? AND failures > 0";

    private static final String FAILURES = "SELECT failures FROM reminder WHERE reminder_id = ?";

    private static final String TASKS = """
            SELECT task_id FROM reminder
            WHERE base_assignee = ? AND task_id > ? AND state NOT IN ('LOCAL', 'GONE') ORDER BY task_id LIMIT ?
            """;

    private static final String KNOWN = """
            SELECT r.task_id FROM reminder r JOIN reminder_seller s ON s.seller = r.base_assignee AND s.active
            WHERE r.task_id = ANY (?::text[])
            """;

    private static final String FORGET = "DELETE FROM reminder WHERE deleted_at < ? AND state = 'GONE'";

    private final Database database;

    SqlReminderStore(Database database) {
        this.database = database;
    }

    /**
     * Stores a new reminder; false if its task belongs to one already.
     *
     * @param sendAt when it is sent; null if it is not
     */
    boolean insert(Reminder reminder, @Nullable Instant sendAt, Instant now) {
        return database.update(
                        INSERT,
                        parameters -> SqlReminderRow.bind(parameters, reminder)
                                .time(sendAt)
                                .time(now))
                == 1;
    }

    /**
     * A reminder that a request made.
     *
     * @param digest of what the request asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by hand, where it matters
    record MadeBy(Reminder reminder, byte[] digest) {}

    /** What a request made before; another request with the id waits until the caller's transaction ends. */
    Optional<MadeBy> madeBy(UUID requestId) {
        database.list(LOCK_REQUEST, parameters -> parameters.text(requestId.toString()), row -> row.text("locked"));
        return database.find(
                MADE_BY,
                parameters -> parameters.uuid(requestId),
                row -> new MadeBy(SqlReminderRow.read(row), row.bytes("digest")));
    }

    /** Keeps which request made a reminder. */
    void asked(UUID id, RequestKey key) {
        database.update(
                ASKED,
                parameters ->
                        parameters.uuid(key.requestId()).bytes(key.digest()).uuid(id));
    }

    /** What was about one person is about another. */
    void merge(long loser, long winner) {
        database.update(MERGE_PEOPLE, parameters -> parameters.number(winner).number(loser));
    }

    /** What was about a person is about nobody. */
    void forgetPerson(long marketoId) {
        database.update(FORGET_PERSON, parameters -> parameters.number(marketoId));
    }

    /** Stores what became of a reminder. */
    void replace(Reminder reminder, @Nullable Instant sendAt) {
        database.update(
                REPLACE,
                parameters ->
                        SqlReminderRow.bind(parameters, reminder).time(sendAt).uuid(reminder.id()));
    }

    /** A reminder, locked. */
    Optional<Reminder> lock(UUID id) {
        return database.find(LOCK, parameters -> parameters.uuid(id), SqlReminderRow::read);
    }

    /** The reminders that have these ids or tasks, locked in one order. */
    List<Reminder> lock(Collection<String> taskIds, Collection<UUID> ids) {
        return database.list(
                LOCK_ALL,
                parameters -> parameters.texts(List.copyOf(taskIds), id -> id).uuids(List.copyOf(ids), id -> id),
                SqlReminderRow::read);
    }

    /** Reminders of a seller after one, by id. */
    List<Reminder> page(String assignee, UUID after, boolean deleted, int size) {
        return database.list(
                PAGE,
                parameters ->
                        parameters.text(assignee).uuid(after).flag(deleted).number(size),
                SqlReminderRow::read);
    }

    /** Reminders of a seller that are due to be sent; nobody else gets them until they are released, or a time has passed. */
    List<Reminder> claim(String seller, Instant now, Instant until, int limit) {
        return database.list(
                CLAIM,
                parameters ->
                        parameters.time(until).text(seller).time(now).time(now).number(limit),
                SqlReminderRow::read);
    }

    /** Sellers whose reminders are kept the same and of whom something is due to be sent. */
    List<String> dueSellers(Instant now) {
        return database.list(
                DUE_SELLERS, parameters -> parameters.time(now).time(now), row -> row.text("base_assignee"));
    }

    /** Gives claimed reminders back. */
    void release(Collection<UUID> ids, Instant until) {
        database.update(
                RELEASE,
                parameters -> parameters.uuids(List.copyOf(ids), id -> id).time(until));
    }

    /** Whatever is still to be done with these is done later. */
    void postpone(Collection<UUID> ids, Instant sendAt) {
        database.update(POSTPONE, parameters -> parameters.time(sendAt).uuids(List.copyOf(ids), id -> id));
    }

    /** Keeps why Salesforce refused a reminder, and when it is tried again. */
    void refused(UUID id, String problem, Instant again) {
        database.update(
                REFUSED, parameters -> parameters.time(again).text(problem).uuid(id));
    }

    /** Salesforce took it. */
    void taken(UUID id) {
        database.update(TAKEN, parameters -> parameters.uuid(id));
    }

    /** How often Salesforce refused it in a row. */
    int failures(UUID id) {
        return database.find(FAILURES, parameters -> parameters.uuid(id), row -> row.integer("failures"))
                .orElse(0);
    }

    /** Tasks of a seller's reminders after one, by id; those that are gone are left out. */
    List<String> tasks(String seller, String after, int size) {
        return database.list(
                TASKS, parameters -> parameters.text(seller).text(after).number(size), row -> row.text("task_id"));
    }

    /** Those of these tasks that are reminders which are kept the same. */
    Set<String> known(Collection<String> taskIds) {
        return Set.copyOf(database.list(
                KNOWN, parameters -> parameters.texts(List.copyOf(taskIds), id -> id), row -> row.text("task_id")));
    }

    /** Forgets what was deleted on both sides before a time. */
    int forget(Instant deletedBefore) {
        return database.update(FORGET, parameters -> parameters.time(deletedBefore));
    }
}
