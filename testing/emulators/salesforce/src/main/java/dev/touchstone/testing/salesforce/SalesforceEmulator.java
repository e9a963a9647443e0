package dev.touchstone.testing.salesforce;

import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.testing.emulator.CallLog;
import dev.touchstone.testing.emulator.FaultPlan;
import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.emulator.http.HttpListener;
import dev.touchstone.testing.salesforce.auth.Apps;
import dev.touchstone.testing.salesforce.auth.Browser;
import dev.touchstone.testing.salesforce.auth.ConnectedApp;
import dev.touchstone.testing.salesforce.auth.Hosts;
import dev.touchstone.testing.salesforce.auth.Login;
import dev.touchstone.testing.salesforce.auth.LoginApi;
import dev.touchstone.testing.salesforce.auth.Sessions;
import dev.touchstone.testing.salesforce.auth.Users;
import dev.touchstone.testing.salesforce.bulk.BulkApi;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.pubsub.EventBus;
import dev.touchstone.testing.salesforce.rest.CollectionsApi;
import dev.touchstone.testing.salesforce.rest.CompositeApi;
import dev.touchstone.testing.salesforce.rest.Cursors;
import dev.touchstone.testing.salesforce.rest.DescribeApi;
import dev.touchstone.testing.salesforce.rest.Dispatcher;
import dev.touchstone.testing.salesforce.rest.LimitsApi;
import dev.touchstone.testing.salesforce.rest.Maintenance;
import dev.touchstone.testing.salesforce.rest.QueryApi;
import dev.touchstone.testing.salesforce.rest.RecordsApi;
import dev.touchstone.testing.salesforce.rest.ReplicationApi;
import dev.touchstone.testing.salesforce.rest.RequestMeter;
import dev.touchstone.testing.salesforce.rest.Transactions;
import dev.touchstone.testing.salesforce.rest.VersionsApi;
import dev.touchstone.testing.salesforce.soql.QueryEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A running Salesforce organisation, reachable on the loopback address only. What it answers is in the module's README; what
 * really is and was, tests ask here, and other processes under {@code /emulator/v1}.
 */
public final class SalesforceEmulator implements AutoCloseable {
    /** Ids of records, locators of queries, and values of external ids. */
    private static final Pattern IDS = Pattern.compile(
            "/(?:(?=[A-Za-z]*[0-9])[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?(?:-[0-9]+)?|(?<=__c/)[^/]+)(?=/|$)");

    private final EmulatorConfig config;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Organisation org;
    private final Users users = new Users();
    private final Apps apps = new Apps();
    private final CallLog calls = new CallLog(IDS, LoginApi.TOKEN_PATHS);
    private final FaultPlan faults;
    private final RequestMeter meter;
    private final Cursors cursors;
    private final ReplicationApi replication;
    private final BulkApi bulk;
    private final Dispatcher dispatcher;
    private final List<HttpListener> listeners;
    private final Hosts hosts;
    private final Sessions sessions;
    private final LoginApi logins;
    private final EventBus events;
    private final Gate gate;
    private final Front front;
    private final ControlApi control;

    private SalesforceEmulator(EmulatorConfig config) throws IOException {
        this.config = config;
        MovableClock clock = config.clock();
        org = new Organisation(clock);
        faults = new FaultPlan(clock, LoginApi.TOKEN_PATHS);
        meter = new RequestMeter(config.limits(), clock);
        cursors = new Cursors(clock);
        replication = new ReplicationApi(org);
        QueryEngine engine = new QueryEngine(org);
        bulk = new BulkApi(org, engine, workers);
        listeners = List.of(
                HttpListener.bind(config.ports().login(), clock),
                HttpListener.bind(config.ports().instance(), clock),
                HttpListener.bind(config.ports().secondInstance(), clock));
        hosts = new Hosts(
                listeners.get(0).url(),
                List.of(listeners.get(1).url(), listeners.get(2).url()));
        sessions = new Sessions(clock, users, org.id(), config.sessionLife());
        logins = new LoginApi(clock, hosts, users, apps, sessions, org.id());
        events = new EventBus(org, sessions, config.ports().pubSub());
        ApiRoutes routes = new ApiRoutes();
        dispatcher = new Dispatcher(routes);
        addTo(routes, engine);
        gate = new Gate(hosts, users, sessions, meter, dispatcher);
        front = new Front(clock, logins, gate, meter, faults, calls, config.latency());
        control = new ControlApi(this);
        apps.put(ConnectedApp.of(EmulatorConfig.APP_NAME, EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET)
                .withRunAs(EmulatorConfig.USERNAME)
                .withCallbacks(EmulatorConfig.CALLBACK));
        addUser(EmulatorConfig.USERNAME, "Integration");
    }

    /** The first end point that fits a path takes it, so that fixed paths come before places. */
    private void addTo(ApiRoutes routes, QueryEngine engine) {
        Transactions transactions = new Transactions(org);
        new VersionsApi(org.id(), hosts.login().toString()).addTo(routes);
        new LimitsApi(meter).addTo(routes);
        new QueryApi(engine, cursors).addTo(routes);
        new DescribeApi(org).addTo(routes);
        replication.addTo(routes);
        new RecordsApi(org, transactions).addTo(routes);
        new CollectionsApi(org, transactions).addTo(routes);
        new CompositeApi(dispatcher, transactions).addTo(routes);
        bulk.addTo(routes);
    }

    /**
     * Starts an organisation.
     *
     * @throws UncheckedIOException if a port is taken
     */
    public static SalesforceEmulator start(EmulatorConfig config) {
        try {
            SalesforceEmulator emulator = new SalesforceEmulator(config);
            for (HttpListener listener : emulator.listeners) {
                listener.start(exchange -> emulator.handle(exchange, listener.url()));
            }
            return emulator;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the Pub/Sub API cannot listen on port " + config.ports().pubSub(), e);
        }
    }

    private void handle(HttpExchange exchange, URI host) throws IOException {
        if (exchange.getRequestURI().getPath().startsWith(ControlApi.ROOT)) {
            control.handle(exchange);
        } else {
            front.handle(exchange, host);
        }
    }

    /** Where anybody logs in, without path. */
    public URI loginUrl() {
        return hosts.login();
    }

    /** The instance where the organisation lives now, which stands for its My Domain too; without path. */
    public URI url() {
        return hosts.instance();
    }

    /** The organisation: its records, and how it behaves. */
    public Organisation org() {
        return org;
    }

    /** The users who may log in. */
    public Users users() {
        return users;
    }

    /** The connected apps. */
    public Apps apps() {
        return apps;
    }

    /** Who sits at the browser when an app asks for leave. */
    public Browser browser() {
        return logins.browser();
    }

    /** How bulk jobs behave. */
    public BulkApi bulk() {
        return bulk;
    }

    /** The Pub/Sub API: where it listens, and how it behaves. */
    public EventBus events() {
        return events;
    }

    /** What goes wrong from now on. */
    public FaultPlan faults() {
        return faults;
    }

    /** What was called. */
    public CallLog calls() {
        return calls;
    }

    /** How much was called, and what is allowed. */
    public RequestMeter meter() {
        return meter;
    }

    /** The organisation's time. */
    public MovableClock clock() {
        return config.clock();
    }

    /** How many ids the lists of changed and deleted records hold. */
    public ReplicationApi replication() {
        return replication;
    }

    /**
     * Adds a user who may log in, with the password of all users.
     *
     * @return the id of the user's record
     */
    public String addUser(String username, String displayName) {
        String id = org.addUser(username, username);
        users.put(
                new Login(id, username, EmulatorConfig.PASSWORD, EmulatorConfig.SECURITY_TOKEN, displayName, username));
        return id;
    }

    /** Ends all sessions before their time. */
    public void expireSessions() {
        sessions.endAll();
    }

    /** Takes back what a user has allowed apps: refresh tokens and sessions are good no longer. */
    public void revoke(String username) {
        logins.revokeAllOf(username);
    }

    /** Moves the organisation to its other instance: sessions end, and new ones name the new address. */
    public void moveInstance() {
        hosts.move();
        sessions.endAll();
    }

    /** Lets the queries that wait to be read on end before their time. */
    public void expireCursors() {
        cursors.clear();
    }

    /** From now on, the organisation may use the API or not. */
    public void disableApiForOrg(boolean disabled) {
        gate.disableForOrg(disabled);
    }

    /** Whether the instance works from now on. */
    public void maintain(Maintenance maintenance) {
        dispatcher.maintain(maintenance);
    }

    /** How long sessions live from now on that are not used. */
    public void sessionLife(Duration life) {
        sessions.live(life);
    }

    /** Every call takes so long from now on. */
    public void latency(Duration latency) {
        front.latency(latency);
    }

    /**
     * Back to the start, except for the clock and the connected apps: nobody is logged in, no record is there but those of the
     * users, limits and plans are those of the set-up.
     */
    public void reset() {
        faults.clear();
        logins.reset();
        hosts.moveBack();
        bulk.reset();
        org.reset();
        events.reset();
        users.all().forEach(login -> addUser(login.username(), login.displayName()));
        cursors.clear();
        replication.reset();
        meter.limit(config.limits());
        meter.reset();
        calls.clear();
        disableApiForOrg(false);
        maintain(Maintenance.NONE);
        sessionLife(config.sessionLife());
        latency(config.latency());
    }

    EmulatorConfig config() {
        return config;
    }

    @Override
    public void close() {
        events.close();
        listeners.forEach(HttpListener::close);
        bulk.reset();
        workers.close();
    }
}
