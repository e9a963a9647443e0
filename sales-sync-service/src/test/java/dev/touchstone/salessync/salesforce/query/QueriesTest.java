package dev.touchstone.salessync.salesforce.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.Verdict.Action;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.org.LateTransaction;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading, against an organisation that pages, forgets cursors, shows rows late and times out. */
class QueriesTest extends SalesforceFixture {
    private static final KeysetSource TASKS = new KeysetSource("Task", List.of("Subject"), List.of(), false);

    private QueryApi queries;
    private Instant start;

    @BeforeEach
    void open() {
        queries = org.queries(SalesforceLane.RECONCILE);
        start = salesforce.clock().instant();
    }

    private List<String> tasks(int count) {
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < count; from += 200) {
            List<Write> rows = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + 200); i++) {
                rows.add(new Write.Create("Task", Map.of("Subject", "Task " + i)));
            }
            salesforce.org().write(Writer.of(salesforce.org().adminId()), rows, true);
        }
        salesforce.org().forEach("Task", record -> ids.add(record.id()));
        return ids;
    }

    private Instant present() {
        return org.catalogue(SalesforceLane.RECONCILE).serverTime();
    }

    private KeysetRound round(Instant watermark) {
        return KeysetRound.begin(watermark, present(), KeysetPolicy.DEFAULT);
    }

    private List<String> read(KeysetRound round, List<Instant> watermarks) {
        List<String> ids = new ArrayList<>();
        new KeysetReader(queries).read(TASKS, round, (records, watermark) -> {
            records.forEach(record -> ids.add(record.id()));
            watermarks.add(watermark);
        });
        return ids;
    }

    @Test
    void pagesFollowEachOther() {
        List<String> ids = tasks(2_500);
        List<Integer> sizes = new ArrayList<>();
        Set<String> read = new HashSet<>();
        queries.pages(Soql.select(List.of("Id", "Subject", "Owner.Username", "SystemModstamp"), "Task"), page -> {
            sizes.add(page.records().size());
            page.records().forEach(record -> read.add(record.id()));
            assertThat(page.totalSize()).isEqualTo(2_500);
            assertThat(page.records().get(0).text("Owner.Username")).isNotEmpty();
            assertThat(page.records().get(0).time("SystemModstamp")).isPresent();
            assertThat(page.records().get(0).type()).isEqualTo("Task");
        });
        assertThat(sizes).containsExactly(2_000, 500);
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** A quote in a value finds the record that has it. */
    @Test
    void valuesAreEscaped() {
        String subject = "O'Neil \\ \"Intro\"\n100 %";
        String id = salesforce.org().create("Task", Map.of("Subject", subject));
        QueryPage page = queries.first(Soql.select(List.of("Id", "Subject"), "Task")
                .where(Soql.in("Subject", List.of(subject, "' OR Subject != '"))));
        assertThat(page.records()).singleElement().satisfies(record -> {
            assertThat(record.id()).isEqualTo(id);
            assertThat(record.text("Subject")).isEqualTo(subject);
        });
    }

    /** Every part of a list of ids is short enough for the organisation. */
    @Test
    void aLongListIsAskedForInParts() {
        List<String> ids = tasks(1_500);
        Set<String> read = new HashSet<>();
        List<Soql> parts = Soql.select(List.of("Id"), "Task").splitIn("Id", ids);
        parts.forEach(part -> queries.pages(part, page -> page.records().forEach(record -> read.add(record.id()))));
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void deletedRecordsAreSeenByQueryAllOnly() {
        String id = salesforce.org().create("Task", Map.of("Subject", "gone"));
        salesforce.org().delete(id);
        Soql deleted = Soql.select(List.of("Id", "IsDeleted"), "Task").where(Soql.is("IsDeleted", true));
        assertThat(queries.first(deleted).records()).isEmpty();
        assertThat(queries.firstWithDeleted(deleted).records())
                .singleElement()
                .satisfies(record -> assertThat(record.flag("IsDeleted")).isTrue());
    }

    @Test
    @DisplayName("AC-97, F18: 5,000 tasks with one stamp, by pages of 2,000")
    void everyRecordOfOneStampIsRead() {
        List<String> ids = tasks(5_000);
        salesforce.clock().advance(Duration.ofMinutes(1));
        List<Instant> watermarks = new ArrayList<>();
        assertThat(read(round(start), watermarks)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(watermarks).isSorted().hasSize(3);
        assertThat(calls("GET", "/query")).isEqualTo(1);
    }

    @Test
    @DisplayName("F19: a cursor that is gone is replaced by a query after the last record")
    void aLostCursorLosesNothing() {
        List<String> ids = tasks(5_000);
        salesforce.clock().advance(Duration.ofMinutes(1));
        List<String> read = new ArrayList<>();
        new KeysetReader(queries).read(TASKS, round(start), (records, watermark) -> {
            records.forEach(record -> read.add(record.id()));
            salesforce.expireCursors();
        });
        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
        assertThat(calls("GET", "/query")).isEqualTo(3);
    }

    @Test
    @DisplayName("AC-98, F17: a row that becomes visible nine minutes after its stamp is read in the next round")
    void aLateRowIsReadWhenItIsVisible() {
        LateTransaction late = salesforce.org().begin(Writer.of(salesforce.org().adminId()));
        late.write(List.of(new Write.Create("Task", Map.of("Subject", "late"))));
        Instant watermark = start;
        for (int minute = 1; minute <= 9; minute++) {
            salesforce.clock().advance(Duration.ofMinutes(1));
            List<Instant> watermarks = new ArrayList<>();
            assertThat(read(round(watermark), watermarks)).isEmpty();
            watermark = watermarks.get(watermarks.size() - 1);
        }
        late.commit();
        salesforce.clock().advance(Duration.ofSeconds(10));
        assertThat(read(round(watermark), new ArrayList<>())).hasSize(1);
    }

    @Test
    void timeOutsHalveTheWindowAndThenItIsReadById() {
        List<String> ids = tasks(300);
        salesforce.clock().advance(Duration.ofMinutes(1));
        salesforce
                .faults()
                .add(FaultRule.on("*/query", new Fault.Code("QUERY_TIMEOUT")).times(5));
        assertThat(read(round(start), new ArrayList<>())).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** The window that times out is the one that holds everything: it is read by id, in several queries. */
    @Test
    void aMinuteWithMoreThanOneQueryMayReadIsReadToItsEnd() {
        List<String> ids = tasks(4_500);
        Duration lookBack = KeysetPolicy.DEFAULT.lookBack();
        salesforce.clock().advance(lookBack.plusMinutes(1));
        salesforce
                .faults()
                .add(FaultRule.on("*/query", new Fault.Code("QUERY_TIMEOUT")).times(5));
        List<String> read = read(round(start.plus(lookBack)), new ArrayList<>());
        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
        // Five that timed out, three by id, and those of the windows after it.
        assertThat(calls("GET", "/query")).isGreaterThanOrEqualTo(5 + 3 + 1);
    }

    @Test
    void aQueryThatTimesOutForGoodEndsTheReading() {
        salesforce.clock().advance(Duration.ofMinutes(1));
        salesforce.faults().add(FaultRule.on("*/query", new Fault.Code("QUERY_TIMEOUT")));
        assertThat(error(() -> read(round(start), new ArrayList<>()))).isEqualTo(new SalesforceError.QueryTimedOut());
    }

    /** F37: the round ends by Salesforce's clock, whatever ours says. */
    @Test
    void thePresentIsSalesforces() {
        salesforce.clock().advance(Duration.ofDays(3));
        assertThat(Duration.between(present(), salesforce.clock().instant()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void changedAndDeletedIdsAreTold() {
        List<String> ids = tasks(30);
        salesforce.org().delete(ids.get(0));
        salesforce.clock().advance(Duration.ofMinutes(2));
        Instant until = salesforce.clock().instant();
        ChangesApi changes = org.changes(SalesforceLane.RECONCILE);
        ChangedIds changed = changes.changed("Task", start, until);
        assertThat(changed.ids()).containsExactlyInAnyOrderElementsOf(ids.subList(1, 30));
        DeletedIds deleted = changes.deleted("Task", start, until);
        assertThat(deleted.records()).map(DeletedIds.Deleted::id).containsExactly(ids.get(0));
        assertThat(deleted.complete()).isTrue();
        assertThat(deleted.coveredUntil()).isAfter(start);
    }

    @Test
    void aRangeWithTooManyIdsIsHalved() {
        Set<String> ids = new HashSet<>();
        for (int minute = 0; minute < 8; minute++) {
            ids.add(salesforce.org().create("Task", Map.of("Subject", "Task " + minute)));
            salesforce.clock().advance(Duration.ofMinutes(1));
        }
        salesforce.replication().limitIds(2);
        ChangesApi changes = org.changes(SalesforceLane.RECONCILE);
        Instant until = salesforce.clock().instant();
        assertThat(changes.changed("Task", start, until).ids()).containsExactlyInAnyOrderElementsOf(ids);
        // Even a minute holds too many.
        salesforce.replication().limitIds(0);
        assertThat(error(() -> changes.changed("Task", start, until)))
                .isEqualTo(new SalesforceError.TooLarge("EXCEEDED_ID_LIMIT"));
    }

    @Test
    @DisplayName("F24: a log that does not reach back so far means that all ids are to be compared")
    void aRangeBeforeTheLogIsRefusedWithTheVerdictToCompare() {
        salesforce.clock().advance(Duration.ofDays(20));
        Instant now = salesforce.clock().instant();
        ChangesApi changes = org.changes(SalesforceLane.RECONCILE);
        SalesforceError error = error(() -> changes.deleted("Task", now.minus(Duration.ofDays(16)), now));
        assertThat(error)
                .isInstanceOfSatisfying(
                        SalesforceError.Rejected.class,
                        rejected ->
                                assertThat(rejected.why().verdict().action()).isEqualTo(Action.COMPARE_IDS));
        assertThatThrownBy(() -> changes.deleted("Task", now, now.plusSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a minute at least");
    }
}
