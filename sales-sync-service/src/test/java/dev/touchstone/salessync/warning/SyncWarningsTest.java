package dev.touchstone.salessync.warning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.SyncWarningKind;
import dev.touchstone.salessync.warning.SyncWarning.Kind;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warnings are told once a day and last while what they say does. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class SyncWarningsTest {
    private static final Set<Kind> FIELDS = Set.of(Kind.FIELD_MISSING, Kind.FIELD_TYPE_CHANGED);
    private static final Instant MORNING = Instant.parse("2026-07-15T00:00:01Z");
    private static final Instant EVENING = Instant.parse("2026-07-15T23:59:59Z");
    private static final SyncWarning LINKEDIN = new SyncWarning(Kind.FIELD_MISSING, "linkedInProfileURL", "missing");
    private static final SyncWarning PHONE = new SyncWarning(Kind.FIELD_TYPE_CHANGED, "phone", "is integer");
    private static final SyncWarning FULL = new SyncWarning(Kind.CAPACITY_REACHED, "", "full");

    @Inject
    SqlWarningStore store;

    @Inject
    SyncWarnings warnings;

    @Inject
    SchemaMigration migration;

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @BeforeEach
    void schema() throws Exception {
        FreshBudget.awaitSchema(migration);
        none();
    }

    @AfterEach
    void none() {
        warnings.replace(Set.of(Kind.values()), List.of());
    }

    private List<SyncWarning> told(Set<Kind> kinds, Instant at, SyncWarning... found) {
        return QuarkusTransaction.requiringNew().call(() -> store.replace(kinds, List.of(found), at));
    }

    /** AC-11: exactly one warning for the field and the day, however often and by whichever process it is found. */
    @Test
    void eachIsToldOnceADay() {
        assertThat(told(FIELDS, MORNING, LINKEDIN)).containsExactly(LINKEDIN);
        assertThat(told(FIELDS, MORNING, LINKEDIN)).isEmpty();
        assertThat(told(FIELDS, EVENING, LINKEDIN, PHONE)).containsExactly(PHONE);
        assertThat(told(FIELDS, EVENING.plusSeconds(2), LINKEDIN, PHONE)).containsExactlyInAnyOrder(LINKEDIN, PHONE);
        SyncWarning other = new SyncWarning(Kind.FIELD_TYPE_CHANGED, "phone", "is float");
        assertThat(told(FIELDS, EVENING.plusSeconds(3), LINKEDIN, other)).containsExactly(other);
    }

    @Test
    void whatDoesNotHoldAnyMoreGoesAndOtherKindsStay() {
        told(FIELDS, MORNING, LINKEDIN, PHONE);
        told(Set.of(Kind.CAPACITY_WARNING, Kind.CAPACITY_REACHED), MORNING, FULL);
        told(FIELDS, EVENING, PHONE);
        assertThat(warnings.list()).containsExactly(FULL, PHONE);

        var status =
                admin.getSyncStatus(GetSyncStatusRequest.getDefaultInstance()).getPersonSync();
        assertThat(status.getWarningsList())
                .map(dev.touchstone.salessync.v1.SyncWarning::getKind)
                .containsExactly(
                        SyncWarningKind.SYNC_WARNING_KIND_CAPACITY_REACHED,
                        SyncWarningKind.SYNC_WARNING_KIND_FIELD_TYPE_CHANGED);
        assertThat(status.getWarnings(1).getSubject()).isEqualTo("phone");
        assertThat(status.getWarnings(1).getSentence()).isEqualTo("is integer");
    }
}
