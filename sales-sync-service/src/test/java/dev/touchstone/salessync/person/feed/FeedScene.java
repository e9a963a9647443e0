package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.marketo.MarketoEmulator;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Drives the feeds by hand, with one clock for the service and Marketo: real database, Marketo emulated over HTTP. */
@ApplicationScoped
class FeedScene {
    /** Monday, nothing special. */
    static final Instant TEN = Instant.parse("2026-07-13T10:00:00Z");
    /** A fence that lets everybody through. */
    static final Fence OPEN = () -> {};

    private static final int MANY_STEPS = 20_000;
    private static final String USER = "0055g000001aBcD";

    private final PersonFeeds feeds;
    private final MarketoGateway gateway;
    private final TestClock clock;
    private final DataSource database;
    private final SchemaMigration migration;
    private MarketoEmulator marketo;
    private MarketoInstance instance;

    FeedScene(
            PersonFeeds feeds,
            MarketoGateway gateway,
            TestClock clock,
            DataSource database,
            SchemaMigration migration) {
        this.feeds = feeds;
        this.gateway = gateway;
        this.clock = clock;
        this.database = database;
        this.migration = migration;
    }

    /** Empty Marketo, empty store, feeds that were never begun; it is {@link #TEN}. */
    void reset(MarketoEmulator emulator) {
        marketo = emulator;
        instance =
                gateway.open(new MarketoCredentials(emulator.baseUrl(), "touchstone-demo", "touchstone-demo-secret"));
        awaitSchema();
        marketo.reset();
        execute(
                "DELETE FROM connection; TRUNCATE feed_cursor, feed_event, feed_gap, dirty_person, person, person_alias,"
                        + " person_sighting, person_change, person_field_change, external_ref, person_conflict");
        moveTo(TEN);
        freshBudget();
        marketo.calls().clear();
    }

    /** Back to the real time, for the tests that come after. */
    void leave() {
        clock.reset();
        marketo.reset();
        marketo.clock().set(clock.instant());
        freshBudget();
    }

    private void awaitSchema() {
        try {
            FreshBudget.awaitSchema(migration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private void freshBudget() {
        try {
            FreshBudget.reset(database);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    MarketoInstance instance() {
        return instance;
    }

    Instant now() {
        return clock.instant();
    }

    void moveTo(Instant time) {
        clock.advanceTo(time);
        marketo.clock().set(time);
    }

    void pass(Duration time) {
        moveTo(clock.instant().plus(time));
    }

    void begin() {
        feeds.begin(instance, now().minus(Duration.ofMinutes(15)), now(), OPEN);
    }

    PersonFeeds.Step step() {
        return step(OPEN);
    }

    PersonFeeds.Step step(Fence fence) {
        return feeds.advance(instance, now(), fence);
    }

    /** Works until there is nothing to do at this moment. */
    PersonFeeds.Step settle() {
        for (int steps = 0; steps < MANY_STEPS; steps++) {
            PersonFeeds.Step step = step();
            if (!(step instanceof PersonFeeds.Step.Worked)) {
                return step;
            }
        }
        throw new AssertionError("the feeds do not come to rest");
    }

    /** Lets time pass, from one due moment to the next, until this one. */
    void runUntil(Instant end) {
        while (true) {
            PersonFeeds.Step step = settle();
            assertThat(step).isInstanceOf(PersonFeeds.Step.Idle.class);
            Instant due = ((PersonFeeds.Step.Idle) step).dueAt();
            if (due.isAfter(end)) {
                moveTo(end);
                return;
            }
            moveTo(due.plusMillis(1));
        }
    }

    static Map<String, Object> lead(long number) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("firstName", "Given" + number);
        fields.put("lastName", "Family" + number);
        fields.put("email", "person" + number + "@x.test");
        fields.put("sfdcLeadId", "00Q5g0000%06d".formatted(number));
        fields.put("sfdcLeadOwnerId", USER);
        return fields;
    }

    void execute(String sql) {
        try {
            TestSql.execute(database, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the first row, as text. */
    String query(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "none";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
