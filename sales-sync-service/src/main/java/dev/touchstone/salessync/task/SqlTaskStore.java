package dev.touchstone.salessync.task;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskRelation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code crm_task}; what is not the table's own is in {@link SqlTaskFlags} and {@link SqlTaskParents}. */
@ApplicationScoped
class SqlTaskStore implements TaskStore {
    private static final String ORGANISATION =
            "SELECT EXISTS (SELECT 1 FROM salesforce_connection WHERE client_id IS NOT NULL) AS there";

    private static final String INSERT = """
            INSERT INTO crm_task (task_key, activity_key, kind, seller, marketo_id, email_id, who_id, is_lead, what_id, account_id)
            SELECT task_key, activity_key, kind, seller, marketo_id, email_id, who_id, is_lead::boolean, what_id, account_id
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS t (task_key, activity_key, kind, seller, marketo_id, email_id, who_id, is_lead, what_id, account_id)
            """;

    private static final String READ = """
            SELECT t.task_key, t.activity_key, t.kind, t.seller, t.marketo_id, t.email_id, t.who_id, t.is_lead, t.what_id,
                t.account_id, t.rejected, t.left_out, coalesce(f.viewed, false) AS viewed,
                coalesce(f.clicked, false) AS clicked, coalesce(f.replied, false) AS replied
            FROM crm_task t LEFT JOIN sales_email_flag f
                ON f.email_id = t.email_id AND f.marketo_id = t.marketo_id AND t.kind = 'EMAIL'
            """;

    private static final String LIST = READ + "WHERE t.task_key = ANY (?::text[])";

    private static final String OF_ACTIVITY = READ + "WHERE t.activity_key = ?";

    private static final String RELATE = """
            UPDATE crm_task SET who_id = ?, is_lead = ?, what_id = ?, account_id = ?, rejected = ? WHERE task_key = ?
            """;

    private static final String LEAVE_OUT = """
            UPDATE crm_task SET left_out = ARRAY(SELECT DISTINCT f FROM unnest(left_out || ?::text[]) AS f ORDER BY f)
            WHERE task_key = ?
            """;

    private static final String TAKE_IN = "UPDATE crm_task SET left_out = '{}' WHERE task_key = ANY (?::text[])";

    private static final String TRIED =
            "UPDATE crm_task SET tried_subject = ?, tried_owner = ?, tried_on = ? WHERE task_key = ?";

    private static final String ATTEMPTS = """
            SELECT task_key, tried_subject, tried_owner, tried_on FROM crm_task
            WHERE task_key = ANY (?::text[]) AND tried_subject IS NOT NULL
            """;

    private static final String SENT = """
            SELECT DISTINCT ON (email_id) email_id, activity_key FROM crm_task
            WHERE kind = 'EMAIL' AND email_id = ANY (?::text[]) ORDER BY email_id, task_key
            """;

    /** Those that were skipped because nobody had the address, of people who have a record now. */
    private static final String RECONSIDERABLE = """
            SELECT t.task_key FROM outbox o JOIN crm_task t ON t.task_key = o.outbox_key
            JOIN person p ON p.marketo_id = t.marketo_id
            WHERE o.state = 'SKIPPED' AND o.cause = 'NO_MATCH' AND starts_with(o.lane, ?) AND o.accepted_at >= ?
              AND NOT t.reconsidered AND coalesce(p.salesforce_contact_id, p.salesforce_lead_id) IS NOT NULL
            ORDER BY t.task_key LIMIT ?
            """;

    private static final String RECONSIDERED =
            "UPDATE crm_task SET reconsidered = true WHERE task_key = ANY (?::text[])";

    private static final String WAITING = """
            SELECT outbox_key FROM outbox
            WHERE lane = ? AND state IN ('PENDING', 'WAIT_QUOTA', 'RESOLVE_ALIAS', 'IN_DOUBT') AND accepted_at < ?
            ORDER BY accepted_at LIMIT ?
            """;

    /** The rows of the outbox follow by the keys of the tasks, because their lanes are many; they are locked first, as delivery does. */
    private static final String MOVE = """
            WITH locked AS MATERIALIZED (
                SELECT o.outbox_key FROM crm_task t JOIN outbox o ON o.outbox_key = t.task_key
                WHERE t.marketo_id = ? ORDER BY o.outbox_key FOR UPDATE OF o
            ), moved AS (
                UPDATE crm_task SET marketo_id = ? WHERE task_key IN (SELECT outbox_key FROM locked) RETURNING task_key
            )
            UPDATE outbox SET order_key = ? WHERE outbox_key IN (SELECT task_key FROM moved)
            """;

    private static final String KEYS = "SELECT task_key FROM crm_task WHERE marketo_id = ANY (?) ORDER BY task_key";

    private static final String ERASE = """
            UPDATE crm_task SET email_id = NULL, who_id = NULL, is_lead = false, what_id = '', account_id = '', rejected = '{}',
                tried_subject = NULL, tried_owner = NULL, tried_on = NULL
            WHERE marketo_id = ANY (?)
            """;

    private final Database database;
    private final SqlTaskFlags flags;
    private final SqlTaskParents parents;

    SqlTaskStore(Database database, SqlTaskFlags flags, SqlTaskParents parents) {
        this.database = database;
        this.flags = flags;
        this.parents = parents;
    }

    @Override
    public boolean hasOrganisation() {
        return database.get(ORGANISATION, parameters -> {}, row -> row.flag("there"));
    }

    @Override
    public void insert(List<TaskRecord> tasks) {
        database.update(
                INSERT,
                parameters -> parameters
                        .texts(tasks, TaskRecord::key)
                        .texts(tasks, TaskRecord::activityKey)
                        .texts(tasks, task -> task.kind().name())
                        .texts(tasks, TaskRecord::seller)
                        .numbers(tasks, TaskRecord::marketoId)
                        .texts(tasks, TaskRecord::emailId)
                        .texts(
                                tasks,
                                task -> task.relation().map(TaskRelation::whoId).orElse(null))
                        .texts(
                                tasks,
                                task -> String.valueOf(
                                        task.relation().map(TaskRelation::lead).orElse(false)))
                        .texts(
                                tasks,
                                task -> task.relation()
                                        .map(TaskRelation::whatId)
                                        .orElse(""))
                        .texts(
                                tasks,
                                task -> task.relation()
                                        .map(TaskRelation::accountId)
                                        .orElse("")));
    }

    @Override
    public List<TaskRecord> list(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        return database.list(LIST, parameters -> parameters.texts(wanted, key -> key), SqlTaskRow::task);
    }

    @Override
    public Optional<TaskRecord> ofActivity(String activityKey) {
        return database.find(OF_ACTIVITY, parameters -> parameters.text(activityKey), SqlTaskRow::task);
    }

    @Override
    public void relate(String key, TaskRelation relation, List<String> rejected) {
        database.update(
                RELATE,
                parameters -> parameters
                        .text(relation.whoId())
                        .flag(relation.lead())
                        .text(relation.whatId())
                        .text(relation.accountId())
                        .texts(rejected, id -> id)
                        .text(key));
    }

    @Override
    public void leaveOut(String key, Collection<String> fields) {
        List<String> names = List.copyOf(fields);
        database.update(
                LEAVE_OUT, parameters -> parameters.texts(names, name -> name).text(key));
    }

    @Override
    public void takeIn(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        database.update(TAKE_IN, parameters -> parameters.texts(wanted, key -> key));
    }

    @Override
    public void tried(String key, Attempt attempt) {
        database.update(
                TRIED,
                parameters -> parameters
                        .text(attempt.subject())
                        .text(attempt.ownerId())
                        .text(attempt.dueDate().toString())
                        .text(key));
    }

    @Override
    public Map<String, Attempt> attempts(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        Map<String, Attempt> attempts = new HashMap<>();
        database.list(
                        ATTEMPTS,
                        parameters -> parameters.texts(wanted, key -> key),
                        row -> Map.entry(
                                row.text("task_key"),
                                new Attempt(
                                        row.text("tried_subject"),
                                        row.text("tried_owner"),
                                        LocalDate.parse(row.text("tried_on")))))
                .forEach(entry -> attempts.put(entry.getKey(), entry.getValue()));
        return attempts;
    }

    @Override
    public Map<String, String> sentActivities(Collection<String> emailIds) {
        List<String> wanted = List.copyOf(emailIds);
        Map<String, String> sent = new HashMap<>();
        if (wanted.isEmpty()) {
            return sent;
        }
        database.list(
                        SENT,
                        parameters -> parameters.texts(wanted, id -> id),
                        row -> Map.entry(row.text("email_id"), row.text("activity_key")))
                .forEach(entry -> sent.put(entry.getKey(), entry.getValue()));
        return sent;
    }

    @Override
    public void raise(Map<PersonEmail, TaskFlags> raised, Instant dueAt) {
        flags.raise(raised, dueAt);
    }

    @Override
    public List<DueFlags> claimFlags(String seller, Instant now, Instant until, int limit) {
        return flags.claim(seller, now, until, limit);
    }

    @Override
    public Set<String> sellersOfDueFlags(Instant now) {
        return flags.sellers(now);
    }

    @Override
    public void flagsSettled(List<DueFlags> told) {
        flags.settled(told);
    }

    @Override
    public void flagsWritten(Map<String, TaskFlags> written) {
        flags.written(written);
    }

    @Override
    public void flagsDue(Collection<String> keys, Instant dueAt) {
        flags.due(keys, dueAt);
    }

    @Override
    public Set<String> takeParents(List<String> wanted, UUID owner, Duration lease) {
        return parents.take(wanted, owner, lease);
    }

    @Override
    public void freeParents(UUID owner) {
        parents.free(owner);
    }

    @Override
    public void renewParents(Collection<UUID> owners, Duration lease) {
        parents.renew(owners, lease);
    }

    @Override
    public List<String> reconsiderable(Instant acceptedSince, int limit) {
        return database.list(
                RECONSIDERABLE,
                parameters ->
                        parameters.text(TaskLane.PREFIX).time(acceptedSince).number(limit),
                row -> row.text("task_key"));
    }

    @Override
    public void reconsidered(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        database.update(RECONSIDERED, parameters -> parameters.texts(wanted, key -> key));
    }

    @Override
    public List<String> waitingSince(String seller, Instant before, int limit) {
        return database.list(
                WAITING,
                parameters -> parameters.text(TaskLane.of(seller)).time(before).number(limit),
                row -> row.text("outbox_key"));
    }

    @Override
    public void move(long loser, long winner) {
        database.update(
                MOVE, parameters -> parameters.number(loser).number(winner).number(winner));
    }

    @Override
    public List<String> keys(Collection<Long> marketoIds) {
        return database.list(
                KEYS, parameters -> parameters.numbers(List.copyOf(marketoIds), id -> id), row -> row.text("task_key"));
    }

    @Override
    public void erase(Collection<Long> marketoIds) {
        database.update(ERASE, parameters -> parameters.numbers(List.copyOf(marketoIds), id -> id));
        flags.erase(marketoIds);
    }
}
