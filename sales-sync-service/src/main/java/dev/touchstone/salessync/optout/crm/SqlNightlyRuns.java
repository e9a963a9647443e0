package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The table {@code crm_nightly_run}. */
@ApplicationScoped
class SqlNightlyRuns {
    private static final String LAST = """
            SELECT local_date, state, started_at, ended_at, records, found, repeated, failures, sentence
            FROM crm_nightly_run ORDER BY local_date DESC LIMIT 1
            """;

    private static final String LAST_DONE =
            "SELECT max(ended_at) AS ended_at FROM crm_nightly_run WHERE state = 'DONE'";

    private static final String GIVE_UP = """
            UPDATE crm_nightly_run SET state = 'GIVEN_UP', ended_at = ? WHERE state = 'RUNNING' AND local_date < ?::date
            """;

    private static final String BEGIN = """
            INSERT INTO crm_nightly_run (local_date, state, settings_version, object, after_id, started_at, records, found,
                repeated, failures, next_try_at, sentence)
            SELECT ?::date, 'RUNNING', ?, 'LEAD', '', now.at, 0, 0, 0, 0, now.at, '' FROM (SELECT ?::timestamptz AS at) now
            ON CONFLICT DO NOTHING
            """;

    private static final String CLAIM = """
            UPDATE crm_nightly_run SET next_try_at = ? WHERE state = 'RUNNING' AND next_try_at <= ?
            RETURNING local_date::text AS local_date, settings_version, object, after_id, started_at, failures
            """;

    /** Whoever is late, or read other fields, changes nothing. */
    private static final String HERE =
            " WHERE local_date = ?::date AND state = 'RUNNING' AND settings_version = ? AND object = ? AND after_id = ?";

    private static final String ADVANCE = """
            UPDATE crm_nightly_run SET object = ?, after_id = ?, records = records + ?, next_try_at = ?, failures = 0,
                sentence = ''
            """ + HERE;

    private static final String FOUND = "UPDATE crm_nightly_run SET found = found + ? WHERE local_date = ?::date";

    private static final String FAIL =
            "UPDATE crm_nightly_run SET failures = failures + 1, next_try_at = ?, sentence = ?" + HERE;

    private static final String END = """
            UPDATE crm_nightly_run SET state = 'DONE', ended_at = ?, repeated = ? WHERE local_date = ?::date
            """;

    private static final String GO_ON = "UPDATE crm_nightly_run SET settings_version = ? WHERE state = 'RUNNING'";

    private static final String BEGIN_ANEW = """
            UPDATE crm_nightly_run SET settings_version = ?, object = 'LEAD', after_id = '', started_at = ?, records = 0,
                found = 0, next_try_at = ?
            WHERE state = 'RUNNING'
            """;

    private final Database database;

    SqlNightlyRuns(Database database) {
        this.database = database;
    }

    /**
     * Where a run that was taken goes on.
     *
     * @param settingsVersion whose fields are read
     * @param object what is read now
     * @param afterId of the last record of it that was read; empty before the first
     */
    record Place(
            LocalDate localDate,
            long settingsVersion,
            CrmObject object,
            String afterId,
            Instant startedAt,
            int failures) {}

    /** The latest; empty before the first. */
    Optional<NightlyRun> last() {
        return database.list(LAST, parameters -> {}, SqlNightlyRuns::run).stream()
                .findFirst();
    }

    /** When the last one ended that read everything; empty before it. */
    Optional<Instant> lastDone() {
        return database.get(LAST_DONE, parameters -> {}, row -> row.optionalTime("ended_at"));
    }

    private static NightlyRun run(SqlRow row) throws SQLException {
        return new NightlyRun(
                row.optionalDate("local_date").orElseThrow(),
                NightlyRun.State.valueOf(row.text("state")),
                row.time("started_at"),
                row.optionalTime("ended_at"),
                new NightlyRun.Counts(row.number("records"), row.number("found"), row.number("repeated")),
                row.integer("failures"),
                row.text("sentence"));
    }

    /** Begins the run of a date, unless it has one; one of an earlier date that still runs ends. */
    void begin(LocalDate date, long settingsVersion, Instant now) {
        database.update(GIVE_UP, parameters -> parameters.time(now).text(date.toString()));
        database.update(
                BEGIN,
                parameters ->
                        parameters.text(date.toString()).number(settingsVersion).time(now));
    }

    /** Takes the run that is due, for nobody else until then. */
    Optional<Place> claim(Instant now, Instant until) {
        return database
                .list(
                        CLAIM,
                        parameters -> parameters.time(until).time(now),
                        row -> new Place(
                                LocalDate.parse(row.text("local_date")),
                                row.number("settings_version"),
                                CrmObject.valueOf(row.text("object")),
                                row.text("after_id"),
                                row.time("started_at"),
                                row.integer("failures")))
                .stream()
                .findFirst();
    }

    /**
     * Goes on from one place to another.
     *
     * @param records that were read between the two
     * @return false if somebody else did so before
     */
    boolean advance(Place place, CrmObject object, String afterId, int records, Instant now) {
        int advanced = database.update(
                ADVANCE,
                parameters -> parameters
                        .text(object.name())
                        .text(afterId)
                        .number(records)
                        .time(now)
                        .text(place.localDate().toString())
                        .number(place.settingsVersion())
                        .text(place.object().name())
                        .text(place.afterId()));
        return advanced == 1;
    }

    /** Keeps how many records changed anything here. */
    void found(LocalDate date, int found) {
        database.update(FOUND, parameters -> parameters.number(found).text(date.toString()));
    }

    /** Keeps a failure. */
    void failed(Place place, String sentence, Instant nextTryAt) {
        database.update(
                FAIL,
                parameters -> parameters
                        .time(nextTryAt)
                        .text(sentence)
                        .text(place.localDate().toString())
                        .number(place.settingsVersion())
                        .text(place.object().name())
                        .text(place.afterId()));
    }

    /** Ends a run that read everything. */
    void end(LocalDate date, int repeated, Instant now) {
        database.update(END, parameters -> parameters.time(now).number(repeated).text(date.toString()));
    }

    /** Lets a run go on with another version of the settings, which reads the same fields. */
    void goOn(long settingsVersion) {
        database.update(GO_ON, parameters -> parameters.number(settingsVersion));
    }

    /** Lets a run begin anew with another version of the settings, which reads other fields. */
    void beginAnew(long settingsVersion, Instant now) {
        database.update(
                BEGIN_ANEW,
                parameters -> parameters.number(settingsVersion).time(now).time(now));
    }
}
