package dev.touchstone.touchpoint.attack;

import dev.touchstone.testing.attack.AttackedService;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;

/** The service goes on and answers others, whatever a connection sends. */
@QuarkusTest
@TestProfile(AttackTest.WithLittleMemory.class)
@WithTestResource(PostgresTestResource.class)
class AttackTest extends AttackedService {
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
        super("touchstone.touchpoint.v1.TouchpointService/ListTouchpoints");
    }

    @Override
    protected URI service() {
        return service;
    }
}
