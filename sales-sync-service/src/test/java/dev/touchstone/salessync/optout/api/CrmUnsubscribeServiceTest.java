package dev.touchstone.salessync.optout.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.CrmUnsubscribeServiceGrpc.CrmUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettings;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettingsVersion;
import dev.touchstone.salessync.v1.CrmUnsubscribeTarget;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of opt-outs with Salesforce over gRPC. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class CrmUnsubscribeServiceTest {
    @GrpcClient("service")
    CrmUnsubscribeServiceBlockingStub service;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    @BeforeEach
    void awaitSchema() throws InterruptedException {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
    }

    @AfterEach
    void useDefaults() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM crm_opt_out_settings_version WHERE version > 1");
        }
    }

    private CrmUnsubscribeSettingsVersion inForce() {
        return service.getCrmUnsubscribeSettings(GetCrmUnsubscribeSettingsRequest.getDefaultInstance())
                .getVersion();
    }

    private CrmUnsubscribeSettingsVersion update(CrmUnsubscribeSettings settings, String etag) {
        return service.updateCrmUnsubscribeSettings(UpdateCrmUnsubscribeSettingsRequest.newBuilder()
                        .setSettings(settings)
                        .setEtag(etag)
                        .setAuthor("admin")
                        .setNote("wanted")
                        .build())
                .getVersion();
    }

    /** R-U-2, R-U-4: as shipped. */
    @Test
    void theDefaultsAreTheStandardFieldAtEightInLosAngeles() {
        assertThat(inForce().getSettings())
                .isEqualTo(CrmUnsubscribeSettings.newBuilder()
                        .setNightlyEnabled(true)
                        .setTarget(CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_STANDARD)
                        .setNightlyClock("20:00")
                        .setTimeZone("America/Los_Angeles")
                        .build());
    }

    @Test
    void aChangeIsAVersionAndALateOneIsRefused() throws Exception {
        CrmUnsubscribeSettings changed = inForce().getSettings().toBuilder()
                .setTarget(CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_BOTH)
                .setSalesField("Sales_Opt_Out__c")
                .setTimeZone("Europe/Berlin")
                .build();
        CrmUnsubscribeSettingsVersion version = update(changed, "1");

        assertThat(version.getVersion()).isEqualTo(2);
        assertThat(version.getAuthor() + " " + version.getNote()).isEqualTo("admin wanted");
        assertThat(inForce()).isEqualTo(version);
        assertThat(update(changed, "2")).as("nothing differs").isEqualTo(version);
        StatusRuntimeException late = catchThrowableOfType(StatusRuntimeException.class, () -> update(changed, "1"));
        assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(StatusProto.fromThrowable(late)
                        .getDetails(0)
                        .unpack(ErrorInfo.class)
                        .getReason())
                .isEqualTo("ETAG_MISMATCH");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "UNSPECIFIED, '', 20:00, UTC, settings.target",
        "BOTH, '', 20:00, UTC, settings.sales_field",
        "SALES_ONLY, HasOptedOutOfEmail, 20:00, UTC, settings.sales_field",
        "STANDARD, 'a b', 20:00, UTC, settings.sales_field",
        "STANDARD, '', 24:00, UTC, settings.nightly_clock",
        "STANDARD, '', '', UTC, settings.nightly_clock",
        "STANDARD, '', 20:00, Mars/Olympus, settings.time_zone",
        "STANDARD, '', 20:00, +02:00, settings.time_zone",
    })
    void whatMakesNoSenseIsRefusedByName(String target, String salesField, String clock, String timeZone, String field)
            throws Exception {
        CrmUnsubscribeSettings settings = CrmUnsubscribeSettings.newBuilder()
                .setTarget(CrmUnsubscribeTarget.valueOf("CRM_UNSUBSCRIBE_TARGET_" + target))
                .setSalesField(salesField)
                .setNightlyClock(clock)
                .setTimeZone(timeZone)
                .build();

        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> update(settings, "1"));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        List<String> fields = StatusProto.fromThrowable(refused).getDetailsList().stream()
                .filter(detail -> detail.is(BadRequest.class))
                .map(CrmUnsubscribeServiceTest::unpack)
                .flatMap(detail -> detail.getFieldViolationsList().stream())
                .map(BadRequest.FieldViolation::getField)
                .toList();
        assertThat(fields).containsExactly(field);
        assertThat(inForce().getVersion()).isEqualTo(1);
    }

    private static BadRequest unpack(com.google.protobuf.Any detail) {
        try {
            return detail.unpack(BadRequest.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
