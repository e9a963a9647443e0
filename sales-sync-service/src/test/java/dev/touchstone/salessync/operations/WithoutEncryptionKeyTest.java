package dev.touchstone.salessync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A service without a key to encrypt secrets with. */
@QuarkusTest
@TestProfile(WithoutEncryptionKeyTest.NoKey.class)
@WithTestResource(PostgresTestResource.class)
class WithoutEncryptionKeyTest {
    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    public static final class NoKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("touchstone.sales-sync.encryption-key", "");
        }
    }

    @Test
    void isReadyAndSaysWhichSettingIsMissing() {
        await().untilAsserted(() -> assertThat(RestAssured.given()
                        .port(managementPort)
                        .get("/q/health/ready")
                        .statusCode())
                .isEqualTo(200));
        assertThatThrownBy(() -> admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                        .setBaseUrl("http://127.0.0.1:1")
                        .setClientId("a")
                        .setClientSecret("b")
                        .build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                    assertThat(failure).hasMessageContaining("touchstone.sales-sync.encryption-key");
                    assertThat(StatusProto.fromThrowable(failure).getDetailsList())
                            .anySatisfy(detail -> assertThat(
                                            detail.unpack(ErrorInfo.class).getReason())
                                    .isEqualTo("ENCRYPTION_KEY_MISSING"));
                });
    }
}
