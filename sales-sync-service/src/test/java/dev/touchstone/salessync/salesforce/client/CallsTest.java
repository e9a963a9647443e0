package dev.touchstone.salessync.salesforce.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.ClientCredentials;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Rejected;
import dev.touchstone.salessync.salesforce.error.SalesforceError.TooLarge;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Unreachable;
import dev.touchstone.salessync.salesforce.error.Verdict.Action;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.rest.Maintenance;
import dev.touchstone.testing.salesforce.rest.RequestLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call brings when it does not bring an answer, and what the gate is told. */
class CallsTest extends SalesforceFixture {
    private static final Soql USERS = Soql.select(List.of("Id"), "User");

    private void read() {
        var unused = org.queries(SalesforceLane.RECONCILE).first(USERS);
    }

    private void write() {
        var unused = org.collections(SalesforceLane.ACTIVITY)
                .create(List.of(RecordWrite.of("Task", Map.of("Subject", "Call"))));
    }

    private void fail(Fault fault) {
        salesforce.faults().add(FaultRule.on("/services/data/*", fault).times(1));
    }

    @Test
    @DisplayName("AC-55: the gate is told the organisation's use, with and without the part of the app")
    void theGateIsToldWhatIsUsed() {
        read();
        salesforce
                .meter()
                .limit(RequestLimits.enterprise().withRequestsPerDay(1_000).withRequestsPerDay("touchstone", 250));
        salesforce.meter().addOthers(899);
        read();
        assertThat(gate.ended().get(0).used()).isEqualTo(new LimitInfo(1, 110_000, null));
        LimitInfo second = gate.ended().get(1).used();
        assertThat(second.usedBasisPoints()).isEqualTo(9_010);
        assertThat(second.app()).isEqualTo(new LimitInfo.AppUse(2, 250, "touchstone"));
        assertThat(gate.ended().get(1).lane()).isEqualTo(SalesforceLane.RECONCILE);
    }

    @Test
    @DisplayName("AC-59: no requests left: the gate knows, and nothing is repeated")
    void aUsedUpQuotaIsToldOnce() {
        read();
        salesforce.meter().limit(RequestLimits.enterprise().withRequestsPerDay(1));
        SalesforceError error = error(this::read);
        assertThat(error)
                .isInstanceOfSatisfying(
                        SalesforceError.QuotaUsedUp.class,
                        quota -> assertThat(quota.bySalesforce()).isTrue());
        assertThat(gate.outcomes()).containsExactly(SalesforceOutcome.ANSWERED, SalesforceOutcome.QUOTA_USED_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
        "ConcurrentPerOrgLongTxn Limit exceeded."
    })
    void tooManyAtATimeIsNoMatterOfTheQuota(String message) {
        fail(new Fault.Code("REQUEST_LIMIT_EXCEEDED", message));
        assertThat(error(this::read)).isEqualTo(new SalesforceError.TooConcurrent());
        assertThat(gate.outcomes()).containsExactly(SalesforceOutcome.TOO_CONCURRENT);
    }

    /** F42: a page of HTML with status 200 says nothing about a write. */
    @Test
    void aPageInsteadOfAnAnswerPassesByItself() {
        fail(new Fault.HtmlBody());
        assertThat(error(this::read))
                .isInstanceOfSatisfying(
                        Unreachable.class, page -> assertThat(page.what()).endsWith("of text/html instead of JSON"));
        fail(new Fault.HtmlBody());
        assertThat(error(this::write).maybeExecuted()).isTrue();
    }

    @Test
    void anOrganisationThatIsDownShowsAPage() {
        salesforce.maintain(Maintenance.DOWN);
        // Not even a session is given out.
        assertThat(error(this::read)).isInstanceOf(Unreachable.class);
        salesforce.maintain(Maintenance.NONE);
        read();
        salesforce.maintain(Maintenance.DOWN);
        assertThat(error(this::write)).isEqualTo(new Unreachable("HTTP 503", true));
        assertThat(gate.outcomes()).containsExactly(SalesforceOutcome.ANSWERED, SalesforceOutcome.FAILED);
    }

    @Test
    void whileItIsMaintainedItIsReadAndNotWrittenTo() {
        salesforce.maintain(Maintenance.READ_ONLY);
        read();
        salesforce
                .faults()
                .add(FaultRule.on(
                        "/services/data/*", new Fault.Code("INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE")));
        assertThat(error(this::write)).isEqualTo(new SalesforceError.Maintenance());
    }

    @Test
    @DisplayName("AC-51, F2: an answer that is lost leaves a write in doubt, and it is sent once")
    void aWriteWhoseAnswerIsLostIsInDoubt() {
        read();
        fail(new Fault.DropAnswer());
        assertThat(error(this::write).maybeExecuted()).isTrue();
        assertThat(salesforce.org().count("Task")).isEqualTo(1);
        assertThat(calls("POST", "/composite/sobjects")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 406, 420, 429})
    void aStatusOfTheEdgePassesByItself(int status) {
        fail(new Fault.HttpStatus(status));
        assertThat(error(this::read)).isEqualTo(Unreachable.read("HTTP " + status));
        assertThat(gate.outcomes()).containsExactly(SalesforceOutcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 414, 431})
    void tooMuchIsToBeHalved(int status) {
        fail(new Fault.HttpStatus(status));
        SalesforceError error = error(this::read);
        assertThat(error).isEqualTo(new TooLarge("HTTP " + status));
        assertThat(error.isSplittable()).isTrue();
    }

    /** The address is longer than the organisation takes. */
    @Test
    void anAddressThatIsTooLongIsRefusedByTheOrganisationItself() {
        String id = "x".repeat(20_000);
        assertThat(error(() -> org.queries(SalesforceLane.RECONCILE).first(USERS.where(Soql.equal("Username", id)))))
                .isEqualTo(new TooLarge("HTTP 414"));
    }

    @Test
    void aRetiredVersionIsAMatterOfConfiguration() {
        fail(new Fault.HttpStatus(410));
        assertThat(error(this::read)).isEqualTo(new SalesforceError.VersionRetired("62.0"));
        fail(new Fault.Code("UNSUPPORTED_API_VERSION"));
        assertThat(error(this::read)).isEqualTo(new SalesforceError.VersionRetired("62.0"));
    }

    @Test
    void anOrganisationWithoutTheApiBlocksTheConnection() {
        salesforce.disableApiForOrg(true);
        assertThat(error(this::read)).isEqualTo(new SalesforceError.Blocked("API_DISABLED_FOR_ORG"));
    }

    @Test
    void aRefusedQueryHasTheVerdictOfItsCode() {
        SalesforceError error =
                error(() -> org.queries(SalesforceLane.RECONCILE).first(Soql.select(List.of("Nothing__c"), "Task")));
        assertThat(error).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.why().code()).isEqualTo("INVALID_FIELD");
            assertThat(rejected.why().verdict().action()).isEqualTo(Action.REFRESH_FIELDS);
            assertThat(rejected.why().words()).contains("Nothing__c");
        });
        assertThat(gate.outcomes()).containsExactly(SalesforceOutcome.ANSWERED);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsNone() {
        var impatient = new SalesforceGateway(
                SalesforcePolicy.DOCUMENTED.withTimeout(Duration.ofSeconds(1)),
                salesforce.clock(),
                new SimpleMeterRegistry());
        var connection = impatient.open(new ClientCredentials(myDomain()), gate);
        var unused = connection.queries(SalesforceLane.RECONCILE).first(USERS);
        fail(new Fault.Slow(Duration.ofSeconds(5)));
        assertThat(error(() -> connection.queries(SalesforceLane.RECONCILE).first(USERS)))
                .isEqualTo(Unreachable.read("no answer within 1 s"));
    }
}
