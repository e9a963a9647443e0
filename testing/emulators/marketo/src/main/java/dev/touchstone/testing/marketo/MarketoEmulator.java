package dev.touchstone.testing.marketo;

import com.sun.net.httpserver.HttpServer;
import dev.touchstone.testing.emulator.CallLog;
import dev.touchstone.testing.emulator.FaultPlan;
import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.activity.ActivityLog;
import dev.touchstone.testing.marketo.activity.CustomActivitiesApi;
import dev.touchstone.testing.marketo.activity.CustomTypes;
import dev.touchstone.testing.marketo.activity.CustomTypesApi;
import dev.touchstone.testing.marketo.activity.Feeds;
import dev.touchstone.testing.marketo.activity.FeedsApi;
import dev.touchstone.testing.marketo.asset.ListsApi;
import dev.touchstone.testing.marketo.asset.Programs;
import dev.touchstone.testing.marketo.asset.StaticLists;
import dev.touchstone.testing.marketo.bulk.ExportApi;
import dev.touchstone.testing.marketo.bulk.ExportJobs;
import dev.touchstone.testing.marketo.bulk.ExportPlan;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.lead.LeadRows;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.LeadWritesApi;
import dev.touchstone.testing.marketo.lead.LeadsApi;
import dev.touchstone.testing.marketo.lead.Partitions;
import dev.touchstone.testing.marketo.limit.CallMeter;
import dev.touchstone.testing.marketo.limit.Statistics;
import dev.touchstone.testing.marketo.limit.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A running Marketo instance, reachable on the loopback address only. What it answers is in the module's README; what really
 * is and was, tests ask here, and other processes under {@code /emulator/v1}.
 */
public final class MarketoEmulator implements AutoCloseable {
    private static final String TOKENS = "/identity/";
    private static final Pattern ID =
            Pattern.compile("/(?:\\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=[./]|$)");
    private static final String USER = "api@touchstone.example";

    private final EmulatorConfig config;
    private final FaultPlan faults;
    private final CallLog calls = new CallLog(ID, TOKENS);
    private final Tokens tokens;
    private final CallMeter meter;
    private final Statistics statistics;
    private final ActivityLog activities;
    private final LeadStore leads;
    private final StaticLists lists;
    private final Programs programs = new Programs();
    private final Partitions partitions = new Partitions();
    private final Feeds feeds = new Feeds();
    private final CustomTypes customTypes;
    private final CustomActivitiesApi customActivities;
    private final ExportPlan exports = new ExportPlan();
    private final ExportJobs exportJobs;
    private final Front front;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    static {
        // Without it, the JDK's server waits for the client's acknowledgement between headers and body.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private MarketoEmulator(EmulatorConfig config) throws IOException {
        this.config = config;
        MovableClock clock = config.clock();
        Limits limits = config.limits();
        faults = new FaultPlan(clock, TOKENS);
        tokens = new Tokens(clock, limits.tokenLife(), config.clientId(), config.clientSecret(), USER);
        meter = new CallMeter(limits.ofCalls(), clock);
        statistics = new Statistics(meter, clock, USER);
        activities = new ActivityLog(clock, config.fields());
        leads = new LeadStore(clock, activities);
        lists = new StaticLists(leads);
        customTypes = new CustomTypes(clock);
        customActivities = new CustomActivitiesApi(activities, customTypes, leads);
        exportJobs = new ExportJobs(leads, lists, partitions, exports, limits.ofExports(), clock, workers);
        front = new Front(clock, tokens, meter, statistics, faults, calls, routes(), config.latency());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), 0);
        server.setExecutor(workers);
        server.createContext("/", front);
        server.createContext("/emulator/v1/", new ControlApi(this));
    }

    private Routes<Endpoint> routes() {
        LeadRows rows = new LeadRows(config.fields());
        Routes<Endpoint> routes = new Routes<>();
        new LeadsApi(config.fields(), leads, partitions).addTo(routes);
        new LeadWritesApi(config.fields(), leads, partitions).addTo(routes);
        new ListsApi(lists, leads, rows, partitions).addTo(routes);
        new FeedsApi(activities, feeds, lists, rows, config.clock()).addTo(routes);
        new CustomTypesApi(customTypes).addTo(routes);
        new ExportApi(exportJobs, exports, rows, lists).addTo(routes);
        customActivities.addTo(routes);
        programs.addTo(routes);
        statistics.addTo(routes);
        return routes;
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

    /** The activity log: the truth about changes, deletions, merges and the custom activities that came in. */
    public ActivityLog activities() {
        return activities;
    }

    /** How the feeds behave. */
    public Feeds feeds() {
        return feeds;
    }

    /** The custom activity types. */
    public CustomTypes customTypes() {
        return customTypes;
    }

    /** Where custom activities come in. */
    public CustomActivitiesApi customActivities() {
        return customActivities;
    }

    /** How exports behave. */
    public ExportPlan exports() {
        return exports;
    }

    /** Bytes of export files finished today, by the clock of the quota. */
    public long exportBytesToday() {
        return exportJobs.bytesToday();
    }

    /** The static lists. */
    public StaticLists lists() {
        return lists;
    }

    /** The programs. */
    public Programs programs() {
        return programs;
    }

    /** The lead partitions. */
    public Partitions partitions() {
        return partitions;
    }

    /** What goes wrong from now on. */
    public FaultPlan faults() {
        return faults;
    }

    /** What was called. */
    public CallLog calls() {
        return calls;
    }

    /** How much was called: today, at a time, within the window. */
    public CallMeter meter() {
        return meter;
    }

    /** The instance's time. */
    public MovableClock clock() {
        return config.clock();
    }

    /** Sets what is allowed from now on. */
    public void limit(Limits limits) {
        meter.limit(limits.ofCalls());
        exportJobs.limit(limits.ofExports());
        tokens.live(limits.tokenLife());
    }

    /** Every call takes so long from now on. */
    public void latency(Duration latency) {
        front.latency(latency);
    }

    /** Lets the current access token expire before its time: it is answered with 602 from now on. */
    public void expireTokens() {
        tokens.expire();
    }

    /** Replaces the secret of the API user; the token in use expires if it is another one. */
    public void changeClientSecret(String secret) {
        tokens.changeSecret(secret);
    }

    /** Back to the start, except for the clock: nobody is there, nothing happened, limits and plans are those of the set-up. */
    public void reset() {
        faults.clear();
        exports.reset();
        exportJobs.clear();
        leads.clear();
        activities.clear();
        feeds.reset();
        customTypes.clear();
        customActivities.heal();
        lists.clear();
        programs.clear();
        partitions.reset();
        statistics.reset();
        meter.reset();
        calls.clear();
        tokens.changeSecret(config.clientSecret());
        limit(config.limits());
        latency(config.latency());
    }

    EmulatorConfig config() {
        return config;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
        exportJobs.clear();
    }
}
