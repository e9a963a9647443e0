package dev.touchstone.salessync.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.bulk.BulkQueryJob.State;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries as jobs, against an organisation that works on them. */
class BulkQueriesTest extends SalesforceFixture {
    private static final Soql LEADS = Soql.select(List.of("Id", "Company", "Title"), "Lead");

    private BulkQueryApi bulk;

    @BeforeEach
    void open() {
        bulk = org.bulkQueries(SalesforceLane.RECONCILE);
        List<Write> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(new Write.Create("Lead", Map.of("LastName", "L" + i, "Company", "A, \"B\"\n株式会社 " + i)));
        }
        salesforce.org().write(Writer.of(salesforce.org().adminId()), rows, true);
        salesforce.bulk().plan().pageRows(20);
    }

    private BulkQueryJob complete() {
        BulkQueryJob job = bulk.create(LEADS, false);
        await().until(() -> bulk.status(job.id()).state().isOver());
        return bulk.status(job.id());
    }

    @Test
    void aResultIsReadInPartsAndGoesOnWhereItStopped() {
        BulkQueryJob job = complete();
        assertThat(job.state()).isEqualTo(State.JOB_COMPLETE);
        assertThat(job.object()).isEqualTo("Lead");
        assertThat(job.records()).isEqualTo(50);
        List<SalesforceRecord> read = new ArrayList<>();
        List<String> locators = new ArrayList<>();
        bulk.results(job, "", (records, next) -> {
            read.addAll(records);
            locators.add(next);
        });
        assertThat(read).hasSize(50).allMatch(record -> record.text("Company").startsWith("A, \"B\"\n株式会社 "));
        assertThat(read.get(0).values()).doesNotContainKey("Title");
        assertThat(locators).hasSize(3).last().isEqualTo("");
        // The process died after the second part.
        List<SalesforceRecord> rest = new ArrayList<>();
        bulk.results(job, locators.get(1), (records, next) -> rest.addAll(records));
        assertThat(rest).isEqualTo(read.subList(40, 50));
        bulk.delete(job.id());
        assertThat(error(() -> bulk.status(job.id()))).isInstanceOf(SalesforceError.Rejected.class);
    }

    /** F11: a part that is cut is not handed on at all. */
    @Test
    void aPartThatIsCutIsReadAgain() {
        BulkQueryJob job = complete();
        salesforce.faults().add(FaultRule.on("*/results", new Fault.CutBody(40)).times(1));
        List<SalesforceRecord> read = new ArrayList<>();
        assertThat(error(() -> bulk.results(job, "", (records, next) -> read.addAll(records))))
                .isInstanceOf(SalesforceError.Unreachable.class);
        assertThat(read).isEmpty();
        bulk.results(job, "", (records, next) -> read.addAll(records));
        assertThat(read).hasSize(50);
    }

    @Test
    void aJobIsEndedBeforeItIsOver() {
        salesforce.bulk().plan().takes(Duration.ofHours(1), Duration.ofHours(1));
        BulkQueryJob job = bulk.create(LEADS, true);
        assertThat(job.state().isOver()).isFalse();
        assertThat(bulk.abort(job.id()).state()).isEqualTo(State.ABORTED);
    }

    @Test
    void aJobThatFailsSaysSo() {
        salesforce.bulk().plan().failNext(1, "no time");
        assertThat(complete().state()).isEqualTo(State.FAILED);
    }
}
