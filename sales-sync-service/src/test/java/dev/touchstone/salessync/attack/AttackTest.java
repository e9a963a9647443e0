package dev.touchstone.salessync.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.v1.CreatePersonGroupRequest;
import dev.touchstone.salessync.v1.ListPersonGroupsRequest;
import dev.touchstone.salessync.v1.PersonGroup;
import dev.touchstone.salessync.v1.PersonGroupServiceGrpc.PersonGroupServiceBlockingStub;
import dev.touchstone.testing.attack.AttackedService;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service goes on and answers others, whatever a connection sends. */
@QuarkusTest
@TestProfile(AttackTest.WithLittleMemory.class)
@WithTestResource(PostgresTestResource.class)
class AttackTest extends AttackedService {
    private static final String USER = "005000000000001";

    @GrpcClient("service")
    PersonGroupServiceBlockingStub groups;

    @TestHTTPResource("/")
    URI service;

    /** A service that holds little of what is unfinished. */
    public static final class WithLittleMemory implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return SETTINGS;
        }
    }

    AttackTest() {
        super("touchstone.salessync.v1.DiagnosticService/ListDiagnosticCauses");
    }

    @Override
    protected URI service() {
        return service;
    }

    /** What users write is text to the database, and comes back as it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE person_group; --",
                "') ON CONFLICT DO NOTHING; --",
                "$$; DELETE FROM person; $$",
                "\\'; SELECT pg_sleep(60); --",
                "?",
                ":name"
            })
    void textIsNeverAStatement(String text) {
        groups.createPersonGroup(CreatePersonGroupRequest.newBuilder()
                .setUserId(USER)
                .setName(text)
                .build());

        assertThat(groups.listPersonGroups(ListPersonGroupsRequest.newBuilder()
                                .setUserId(USER)
                                .build())
                        .getGroupsList())
                .extracting(PersonGroup::getName)
                .contains(text);
    }
}
