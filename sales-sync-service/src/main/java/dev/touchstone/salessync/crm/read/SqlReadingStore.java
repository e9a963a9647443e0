package dev.touchstone.salessync.crm.read;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.crm.fact.CrmObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code crm_reading}, of one row, and {@code crm_object}. Callers hold a transaction where one is needed. */
@ApplicationScoped
class SqlReadingStore {
    /** The lease is measured by the database's clock, the one that all processes share. */
    private static final String CLAIM = """
            UPDATE crm_reading
            SET fence = fence + CASE WHEN lease_owner IS NOT DISTINCT FROM ? THEN 0 ELSE 1 END,
                lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE lease_owner IS NOT DISTINCT FROM ? OR lease_owner IS NULL OR lease_until < clock_timestamp()
            RETURNING fence, told_number, edition, organization_id
            """;

    private static final String EXTEND = """
            UPDATE crm_reading SET lease_until = clock_timestamp() + ? * interval '1 millisecond' WHERE lease_owner = ?
            """;

    private static final String RELEASE = "UPDATE crm_reading SET lease_owner = NULL WHERE lease_owner = ?";

    private static final String LOCK = "SELECT fence FROM crm_reading FOR UPDATE";

    private static final String TOLD = "UPDATE crm_reading SET told_number = ?";

    private static final String BEGIN = "UPDATE crm_reading SET edition = ?, organization_id = ?";

    private static final String LIST = """
            SELECT object, round, loaded, job_id, job_locator, job_from, watermark, deleted_until FROM crm_object
            """;

    private static final String JOB =
            "UPDATE crm_object SET job_id = ?, job_locator = ?, job_from = ? WHERE object = ?";

    private static final String LOCATOR = "UPDATE crm_object SET job_locator = ? WHERE object = ? AND job_id = ?";

    private static final String LOADED = """
            UPDATE crm_object
            SET loaded = true, watermark = job_from, deleted_until = job_from,
                job_id = NULL, job_locator = NULL, job_from = NULL
            WHERE object = ? AND job_id = ?
            """;

    private static final String ANEW = """
            UPDATE crm_object
            SET loaded = false, round = round + 1, job_id = NULL, job_locator = NULL, job_from = NULL
            WHERE object = ?
            """;

    /** What another organisation said is of no use. */
    private static final String FORGET =
            "UPDATE crm_object SET watermark = NULL, deleted_until = NULL, replay_id = NULL";

    private static final String WATERMARK = "UPDATE crm_object SET watermark = greatest(watermark, ?) WHERE object = ?";

    private static final String DELETED = "UPDATE crm_object SET deleted_until = ? WHERE object = ?";

    private static final String REPLAY = "UPDATE crm_object SET replay_id = ? WHERE object = ?";

    private static final String FIND_REPLAY = "SELECT replay_id FROM crm_object WHERE object = ?";

    private final Database database;

    SqlReadingStore(Database database) {
        this.database = database;
    }

    /**
     * This process' turn.
     *
     * @param fence for commits
     * @param told number of the last batch that was answered
     * @param edition what records were told as
     * @param organizationId whose they are; empty before the first
     */
    record Turn(long fence, long told, int edition, String organizationId) {}

    /** Takes the lease or keeps it; empty if another process holds it. */
    Optional<Turn> claim(UUID owner, Duration lease) {
        return database.find(
                CLAIM,
                parameters -> parameters
                        .uuid(owner)
                        .uuid(owner)
                        .number(lease.toMillis())
                        .uuid(owner),
                row -> new Turn(
                        row.number("fence"),
                        row.number("told_number"),
                        row.integer("edition"),
                        row.optionalText("organization_id").orElse("")));
    }

    /** Keeps the lease if it is still the owner's. */
    void extend(UUID owner, Duration lease) {
        database.update(
                EXTEND, parameters -> parameters.number(lease.toMillis()).uuid(owner));
    }

    void release(UUID owner) {
        database.update(RELEASE, parameters -> parameters.uuid(owner));
    }

    /** Keeps every other commit out until the transaction ends; the number is the current fence. */
    long lock() {
        return database.get(LOCK, parameters -> {}, row -> row.number("fence"));
    }

    void told(long number) {
        database.update(TOLD, parameters -> parameters.number(number));
    }

    /** Keeps what records are told as from now on, and whose they are. */
    void begin(int edition, String organizationId) {
        database.update(BEGIN, parameters -> parameters.number(edition).text(organizationId));
    }

    /** Forgets how far everything was read; after {@link #anew} for each object. */
    void forget() {
        database.update(FORGET, parameters -> {});
    }

    /** How far each object is read. */
    List<ObjectState> list() {
        return database.list(LIST, parameters -> {}, SqlReadingStore::state);
    }

    /** The job that reads everything; null if none does. */
    void job(CrmObject object, ObjectState.@Nullable Job job) {
        database.update(
                JOB,
                parameters -> parameters
                        .text(job == null ? null : job.id())
                        .text(job == null ? null : job.locator())
                        .time(job == null ? null : job.from())
                        .text(object.apiName()));
    }

    /** Where the next part of a job's result begins; nothing if another job took its place. */
    void locator(CrmObject object, ObjectState.Job job) {
        database.update(
                LOCATOR,
                parameters ->
                        parameters.text(job.locator()).text(object.apiName()).text(job.id()));
    }

    /** Everything was read by the job: changes are read from its beginning on. Nothing if another job took its place. */
    void loaded(CrmObject object, ObjectState.Job job) {
        database.update(LOADED, parameters -> parameters.text(object.apiName()).text(job.id()));
    }

    /** Everything is to be read in a new round. */
    void anew(CrmObject object) {
        database.update(ANEW, parameters -> parameters.text(object.apiName()));
    }

    void watermark(CrmObject object, Instant watermark) {
        database.update(WATERMARK, parameters -> parameters.time(watermark).text(object.apiName()));
    }

    void deletedUntil(CrmObject object, Instant until) {
        database.update(DELETED, parameters -> parameters.time(until).text(object.apiName()));
    }

    /** The place in the stream of events; null for the oldest event that is kept. */
    void replay(CrmObject object, @Nullable String replayId) {
        database.update(REPLAY, parameters -> parameters.text(replayId).text(object.apiName()));
    }

    Optional<String> replay(CrmObject object) {
        return database.get(
                FIND_REPLAY, parameters -> parameters.text(object.apiName()), row -> row.optionalText("replay_id"));
    }

    private static ObjectState state(SqlRow row) throws SQLException {
        String name = row.text("object");
        CrmObject object = CrmObject.find(name)
                .orElseThrow(
                        () -> new IllegalStateException("crm_object has a row of an object that is not read: " + name));
        Optional<ObjectState.Job> job = Optional.empty();
        Optional<String> id = row.optionalText("job_id");
        if (id.isPresent()) {
            job = Optional.of(new ObjectState.Job(id.get(), row.text("job_locator"), row.time("job_from")));
        }
        return new ObjectState(
                object,
                row.integer("round"),
                row.flag("loaded"),
                job,
                row.optionalTime("watermark"),
                row.optionalTime("deleted_until"));
    }
}
