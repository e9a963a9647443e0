package dev.touchstone.mapping.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.mapping.v1.ChannelServiceGrpc;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.testing.access.TestIssuer;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service shows the token of its file, as the file is at the time, to the ones that it calls; here it calls itself. */
@QuarkusTest
@TestProfile(OwnTokenTest.WithOwnToken.class)
@WithTestResource(PostgresTestResource.class)
class OwnTokenTest {
    @GrpcClient("mapping")
    ChannelServiceGrpc.ChannelServiceBlockingStub channels;

    /** A service that has a token of its own. */
    public static final class WithOwnToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchstone.access.issuer",
                    TestIssuer.NAME,
                    "touchstone.access.audience",
                    TestIssuer.AUDIENCE,
                    "touchstone.access.keys",
                    issuer().publicKeys().toString(),
                    "touchstone.access.subjects",
                    "touchpoint-service=viewer",
                    "touchstone.access.token-file",
                    file().toString());
        }
    }

    private static Path directory() {
        return Path.of("target", "access").toAbsolutePath();
    }

    private static TestIssuer issuer() {
        return TestIssuer.in(directory());
    }

    private static Path file() {
        return directory().resolve("own-token");
    }

    @Test
    void theTokenOfTheFileIsShownAsItIsAtTheTime() throws IOException {
        Files.writeString(file(), issuer().token("touchpoint-service") + "\n");
        assertThat(list()).isNotNegative();

        Files.writeString(file(), issuer().token("somebody-else"));
        assertThatThrownBy(this::list)
                .satisfies(refusal -> assertThat(code(refusal)).isEqualTo(Status.Code.PERMISSION_DENIED));

        Files.delete(file());
        assertThatThrownBy(this::list)
                .satisfies(refusal -> assertThat(code(refusal)).isEqualTo(Status.Code.UNAVAILABLE));
    }

    private int list() {
        return channels.listChannels(ListChannelsRequest.getDefaultInstance()).getChannelsCount();
    }

    private static Status.Code code(Throwable refusal) {
        return ((StatusRuntimeException) refusal).getStatus().getCode();
    }
}
