package dev.touchstone.touchpoint.mark;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.trace.CarryTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Dirty marks in PostgreSQL. */
@ApplicationScoped
class SqlMarkStore implements MarkStore {
    private static final List<Queue> QUEUES = List.of(Queue.values());

    /** What mark_shard() gives. */
    private static final List<Integer> SHARDS = IntStream.range(0, 32).boxed().toList();

    private static final String MARK = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT DISTINCT ?, mark_shard(key), key, ?::uuid FROM unnest(?::text[]) AS k (key)
            """;

    private static final String MARK_MEMBERS = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'person', mark_shard(person_id::text), person_id::text, ?::uuid
            FROM (SELECT DISTINCT i.person_id
                  FROM campaign_member m JOIN crm_person_identity i USING (crm_person_id)
                  WHERE m.campaign_id = ANY (?)) people
            """;

    private static final String MARK_VISITORS = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'visitor', mark_shard(visitor_id), visitor_id, ?::uuid
            FROM (SELECT visitor_id FROM web_event WHERE alias = ANY (?)
                  UNION
                  SELECT visitor_id FROM web_event WHERE email = ANY (?)
                  UNION
                  SELECT e.visitor_id FROM alias_identity a JOIN web_event e USING (alias) WHERE a.email = ANY (?)
                  UNION
                  SELECT e.visitor_id
                  FROM crm_person_identity i JOIN web_event e ON e.alias = 'CRM_PERSON:' || i.crm_person_id
                  WHERE i.person_id = ANY (?)
                  UNION
                  SELECT a.visitor_id
                  FROM crm_person_identity i JOIN activity a USING (crm_person_id)
                  WHERE i.person_id = ANY (?) AND a.visitor_id IS NOT NULL
                  UNION
                  SELECT visitor_id FROM activity WHERE crm_person_id = ANY (?) AND visitor_id IS NOT NULL
                  UNION
                  SELECT unnest(?::text[])
                  UNION
                  SELECT unnest(?::text[])) visitors
            """;

    private static final String MARK_OWNERS = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'person', mark_shard(person_id::text), person_id::text, ?::uuid
            FROM (SELECT DISTINCT person_id FROM session
                  WHERE visitor_id = ANY (?) AND person_id IS NOT NULL) people
            """;

    /**
     * Goes along the index from where each shard's keys are taken next, because before that place lie the entries of marks that
     * are gone. A condition with EXISTS may become a join that reads the whole queue, so that asking costs the more the longer the
     * queue is.
     */
    private static final String WAITING_SHARDS = """
            SELECT s.shard
            FROM unnest(?::smallint[], ?::text[]) AS s (shard, after) CROSS JOIN LATERAL (
                (SELECT m.key FROM dirty_mark m WHERE m.queue = ? AND m.shard = s.shard AND m.key > s.after
                 ORDER BY m.key LIMIT 1)
                UNION ALL
                (SELECT m.key FROM dirty_mark m WHERE m.queue = ? AND m.shard = s.shard AND m.key <= s.after
                 ORDER BY m.key LIMIT 1)
                LIMIT 1) waiting
            ORDER BY s.shard
            """;

    /**
     * Every statement of such a transaction is about some keys of a table with an index on them. Statistics that are older than
     * the last burst, and plans that were kept from the time when a table was small, would have it read the whole table. Before
     * PostgreSQL 18 a plan with a path that is switched off costs more than the limits from which on it is compiled, which takes
     * longer than running it.
     *
     * <p>While somebody is being erased nobody derives: what was read before would bring the address back after it.
     */
    private static final String TRY_LOCK = """
            SELECT shard, set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true), set_config('enable_bitmapscan', 'off', true),
                   set_config('enable_hashagg', 'off', true), set_config('jit', 'off', true),
                   set_config('synchronous_commit', ?, true)
            FROM (SELECT shard, pg_try_advisory_xact_lock(hashtext('dirty_mark/' || ?), shard) AS locked
                  FROM unnest(?::integer[]) AS s (shard)) tried
            WHERE locked AND (SELECT pg_try_advisory_xact_lock_shared(hashtext('erasure/derivation'), 0))
            """;

    /**
     * Goes along the index as far as the keys it takes. A bitmap of the shard, or hashing its keys, would read all that wait in it
     * for each portion, so that a long queue would cost its length squared. Deletes of each shard the range of keys up to the last
     * one chosen: a join with the chosen keys reads the whole queue once it is long, and so might one with the shards if it were
     * not a loop. All parts see the same rows, so what is deleted is what was chosen.
     */
    private static final String TAKE = """
            WITH portion AS (
                SELECT * FROM unnest(?::smallint[], ?::text[]) AS p (shard, after)
            ), chosen AS MATERIALIZED (
                SELECT p.shard, p.after, k.key
                FROM portion p CROSS JOIN LATERAL (
                    SELECT DISTINCT m.key FROM dirty_mark m
                    WHERE m.queue = ? AND m.shard = p.shard AND m.key > p.after
                    ORDER BY m.key LIMIT ?) k
            ), taken AS (
                DELETE FROM dirty_mark m
                USING (SELECT shard, after, max(key) AS last FROM chosen GROUP BY shard, after) r
                WHERE m.queue = ? AND m.shard = r.shard AND m.key > r.after AND m.key <= r.last
            )
            SELECT shard, key FROM chosen ORDER BY shard, key
            """;

    /** How to read and whether to loop is left to the statements again that follow, but for reading whole tables. */
    private static final String PLAN_AS_USUAL = """
            SELECT set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true),
                   set_config('enable_bitmapscan', 'on', true), set_config('enable_hashagg', 'on', true)
            """;

    /**
     * All queues in one statement, which sees one moment: work passes from queue to queue, and looks one after the other could
     * miss it in each. PostgreSQL 15 has no min(uuid).
     */
    private static final String WAITING = """
            SELECT (SELECT count(*) FROM dirty_mark m WHERE m.queue = q.queue) AS marks,
                   (SELECT m.mark_id FROM dirty_mark m WHERE m.queue = q.queue ORDER BY m.mark_id LIMIT 1) AS oldest
            FROM unnest(?::text[]) WITH ORDINALITY AS q (queue, place) ORDER BY q.place
            """;

    private final Database database;
    private final IdSource ids;
    private final Clock clock;
    private final SqlEverything everything;
    private final CarryTraces traces;

    SqlMarkStore(Database database, IdSource ids, Clock clock, SqlEverything everything, CarryTraces traces) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.everything = everything;
        this.traces = traces;
    }

    @Override
    public void mark(Queue queue, Collection<String> keys) {
        if (!keys.isEmpty()) {
            List<String> list = List.copyOf(keys);
            database.update(
                    MARK,
                    parameters -> parameters.text(queue.id()).uuid(ids.next()).texts(list, key -> key));
            traces.leave(queue.id(), list);
        }
    }

    @Override
    public void markMembersOf(List<String> campaignIds) {
        database.update(MARK_MEMBERS, parameters -> parameters.uuid(ids.next()).texts(campaignIds, id -> id));
    }

    @Override
    public void markVisitorsOf(List<String> identityKeys, int portion) {
        Everything.firstOf(identityKeys)
                .flatMap(place -> everything.markSome(place, portion))
                .ifPresent(next -> mark(Queue.ALIAS, List.of(next.key())));
        List<String> emails = IdentityKey.emails(identityKeys);
        List<String> called = IdentityKey.called(identityKeys);
        database.update(
                MARK_VISITORS,
                parameters -> parameters
                        .uuid(ids.next())
                        .texts(IdentityKey.aliases(identityKeys), alias -> alias)
                        .texts(emails, email -> email)
                        .texts(emails, email -> email)
                        .uuids(emails, PersonId::of)
                        .uuids(emails, PersonId::of)
                        .texts(IdentityKey.crmPeople(identityKeys), id -> id)
                        .texts(IdentityKey.visitors(identityKeys), id -> id)
                        .texts(called, id -> id));
        if (!called.isEmpty()) {
            database.update(
                    MARK_OWNERS, parameters -> parameters.uuid(ids.next()).texts(called, id -> id));
        }
    }

    @Override
    public List<Integer> waitingShards(Queue queue, IntFunction<String> after) {
        return database.list(
                WAITING_SHARDS,
                parameters -> parameters
                        .values("smallint", SHARDS, shard -> Integer.toString(shard))
                        .texts(SHARDS, after::apply)
                        .text(queue.id())
                        .text(queue.id()),
                row -> row.integer("shard"));
    }

    @Override
    public List<Integer> tryLock(Queue queue, List<Integer> shards) {
        return database.list(
                TRY_LOCK,
                parameters -> parameters
                        .text(canBeLost(queue) ? "off" : "on")
                        .text(queue.id())
                        .integers(shards, shard -> shard),
                row -> row.integer("shard"));
    }

    /**
     * Whether a crash of the server may undo the last transactions of a queue: their marks are there again then, and they are
     * repeated. Not so for people: who watches the change feed must never have seen a transaction whose number could be given
     * to another one after the crash.
     */
    private static boolean canBeLost(Queue queue) {
        return queue != Queue.PERSON;
    }

    @Override
    public Map<Integer, List<String>> take(Queue queue, Map<Integer, String> afterByShard, int limit) {
        List<Integer> shards = List.copyOf(afterByShard.keySet());
        Map<Integer, List<String>> taken = new LinkedHashMap<>();
        shards.forEach(shard -> taken.put(shard, new ArrayList<>()));
        database.list(
                TAKE,
                parameters -> parameters
                        .values("smallint", shards, shard -> Integer.toString(shard))
                        .texts(shards, afterByShard::get)
                        .text(queue.id())
                        .number(limit)
                        .text(queue.id()),
                row -> Objects.requireNonNull(taken.get(row.integer("shard"))).add(row.text("key")));
        database.list(PLAN_AS_USUAL, parameters -> {}, row -> "");
        return taken;
    }

    @Override
    public List<Waiting> waiting() {
        Iterator<Queue> queues = QUEUES.iterator();
        return database.list(WAITING, parameters -> parameters.texts(QUEUES, Queue::id), row -> {
            Optional<UUID> oldest = row.optionalUuid("oldest");
            return new Waiting(
                    queues.next(), row.number("marks"), oldest.map(this::age).orElse(Duration.ZERO));
        });
    }

    private Duration age(UUID markId) {
        Duration age = Duration.between(IdSource.timeOf(markId), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    @Override
    public long markAllVisitors() {
        return everything.markAllVisitors();
    }

    @Override
    public long markAllPeople() {
        return everything.markAllPeople();
    }
}
