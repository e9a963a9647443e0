package dev.touchstone.testing.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every service survives: it goes on and answers others, whatever a connection sends. The class of a service says how it is started,
 * with {@link #SETTINGS}, and which call an empty request is a good one for.
 */
public abstract class AttackedService {
    private static final int UNFINISHED_BYTES = 1_000_000;
    /** Each with 60 KB; together twice of what may be held. */
    private static final int CONNECTIONS = 34;

    /** The settings of a service that holds little of what is unfinished. */
    public static final Map<String, String> SETTINGS =
            Map.of("touchstone.grpc.unfinished-bytes", Integer.toString(UNFINISHED_BYTES));

    private final String method;

    /**
     * The tests of one service.
     *
     * @param method that answers an empty request, as in a path: "package.Service/Method"
     */
    protected AttackedService(String method) {
        this.method = method;
    }

    /** Where the service listens. */
    protected abstract URI service();

    private AttackProbe probe() {
        return new AttackProbe(service(), method);
    }

    @BeforeEach
    final void begin() {
        AttackProbe probe = probe();
        // The schema is migrated beside the start.
        await().atMost(Duration.ofMinutes(1)).until(() -> probe.goodCall().isEmpty());
    }

    @Test
    final void malformedCallsAreAnsweredPreciselyAndTheConnectionGoesOn() throws IOException, InterruptedException {
        assertThat(probe().malformedCalls()).isEmpty();
    }

    @Test
    final void floodedConnectionsAreEndedAndOthersAreAnswered() throws IOException, InterruptedException {
        assertThat(probe().floods()).isEmpty();
    }

    @Test
    final void unfinishedMessagesTakeNoMoreMemoryThanTheyMay() throws IOException, InterruptedException {
        assertThat(probe().unfinishedMessages(CONNECTIONS)).isEmpty();
    }
}
