package dev.touchstone.testing.marketo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running Marketo instance, reachable on the loopback address only.
 *
 * <p><b>Covers:</b> {@code /identity/oauth/token}, {@code /rest/v1/leads.json} by filter, {@code /rest/v1/leads/describe.json},
 * {@code /rest/v1/stats/usage.json}. Any other path under {@code /rest} is answered with 610.
 */
public final class MarketoEmulator implements AutoCloseable {
    private static final ZoneId QUOTA_ZONE = ZoneId.of("America/Chicago");

    private final EmulatorConfig config;
    private final LeadStore leads = new LeadStore();
    private final FaultPlan faults = new FaultPlan();
    private final CallLog calls = new CallLog();
    private final Tokens tokens;
    private final CallMeter meter;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private MarketoEmulator(EmulatorConfig config) throws IOException {
        this.config = config;
        tokens = new Tokens(config);
        meter = new CallMeter(config.limits(), config.clock());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), 0);
        server.setExecutor(workers);
        server.createContext("/", new Front(config.clock(), tokens, meter, faults, calls, apis()));
    }

    /**
     * Starts an instance.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static MarketoEmulator start(EmulatorConfig config) {
        try {
            MarketoEmulator emulator = new MarketoEmulator(config);
            emulator.server.start();
            return emulator;
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator cannot listen on port " + config.port(), e);
        }
    }

    /** Address without path, {@code http://127.0.0.1:PORT}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The people of the instance. */
    public LeadStore leads() {
        return leads;
    }

    /** What goes wrong from now on. */
    public FaultPlan faults() {
        return faults;
    }

    /** What was called. */
    public CallLog calls() {
        return calls;
    }

    /** The instance's time. */
    public MovableClock clock() {
        return config.clock();
    }

    /** Lets the current access token expire before its time: it is answered with 602 from now on. */
    public void expireTokens() {
        tokens.expire();
    }

    /** Replaces the secret of the API user; the token in use expires if it is another one. */
    public void changeClientSecret(String secret) {
        tokens.changeSecret(secret);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }

    private Map<String, Front.Api> apis() {
        LeadsApi leadsApi = new LeadsApi(config.fields(), leads);
        return Map.of(
                "/rest/v1/leads.json",
                leadsApi::find,
                "/rest/v1/leads/describe.json",
                request -> Map.of("result", config.fields().describe()),
                "/rest/v1/stats/usage.json",
                request -> usage());
    }

    private Map<String, Object> usage() {
        String today = LocalDate.ofInstant(config.clock().instant(), QUOTA_ZONE).toString();
        int total = meter.today();
        List<Map<String, Object>> users = List.of(Map.of("userId", "api@touchstone.example", "count", total));
        return Map.of("result", List.of(Map.of("date", today, "total", total, "users", users)));
    }
}
