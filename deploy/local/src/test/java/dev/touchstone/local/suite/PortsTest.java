package dev.touchstone.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void portsAreNeverGivenTwiceAndLieBelowThoseOfOutgoingConnections() {
        List<Integer> ports = new ArrayList<>(Ports.free(7));
        for (int i = 0; i < 50; i++) {
            ports.addAll(Ports.free(1));
        }

        assertThat(ports)
                .hasSize(57)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(15_000, 31_999));
    }

    @Test
    void takenPortIsNamedWithItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.demandFree(Map.of("--postgres-port", taken.getLocalPort())))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--postgres-port");
        }
    }
}
