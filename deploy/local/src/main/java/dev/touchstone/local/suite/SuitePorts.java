package dev.touchstone.local.suite;

import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of a suite, all on the loopback address.
 *
 * @param touchpoint of touchpoint-service
 * @param mapping of mapping-service
 * @param salesSync of sales-sync-service
 * @param postgres of PostgreSQL
 */
public record SuitePorts(Pair touchpoint, Pair mapping, Pair salesSync, int postgres) {
    private static final int COUNT = 7;

    /**
     * The ports of one service.
     *
     * @param service for gRPC and HTTP
     * @param management for health and metrics
     */
    public record Pair(int service, int management) {}

    /** Ports that are free at the moment. */
    public static SuitePorts free() {
        List<Integer> ports = Ports.free(COUNT);
        return new SuitePorts(
                new Pair(ports.get(0), ports.get(1)),
                new Pair(ports.get(2), ports.get(3)),
                new Pair(ports.get(4), ports.get(5)),
                ports.get(6));
    }

    /** Each port by the option of `up` that sets it. */
    public Map<String, Integer> byOption() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--touchpoint-port", touchpoint.service());
        ports.put("--mapping-port", mapping.service());
        ports.put("--sales-sync-port", salesSync.service());
        ports.put("--touchpoint-management-port", touchpoint.management());
        ports.put("--mapping-management-port", mapping.management());
        ports.put("--sales-sync-management-port", salesSync.management());
        ports.put("--postgres-port", postgres);
        return ports;
    }

    /** Where the management ports of the services answer. */
    public Endpoints management() {
        return new Endpoints(
                new Address("127.0.0.1", touchpoint.management()),
                new Address("127.0.0.1", mapping.management()),
                new Address("127.0.0.1", salesSync.management()));
    }

    /** Where the services answer. */
    public Endpoints endpoints() {
        return new Endpoints(
                new Address("127.0.0.1", touchpoint.service()),
                new Address("127.0.0.1", mapping.service()),
                new Address("127.0.0.1", salesSync.service()));
    }
}
