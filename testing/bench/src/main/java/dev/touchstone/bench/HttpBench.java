package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events per second over HTTP, in small batches as browsers send them. */
@Command(name = "http", description = "Send small batches over HTTP, as browsers do, and wait for the touchpoints.")
final class HttpBench implements Callable<Integer> {
    /** What is stored of the run, of events that were to be stored. */
    private static final String MATCHING = """
            SELECT count(*) FROM web_event
            WHERE visitor_id ~ '^visitor-:run-\\d+$' AND event_id ~ '^event-\\d+$'
              AND (type = 'FORM_SUBMISSION') = (split_part(visitor_id, '-', 3)::integer % 5 = 0 AND event_id = 'event-3')
              AND coalesce(email, '') = CASE WHEN type = 'FORM_SUBMISSION'
                  THEN 'person-:run-' || split_part(visitor_id, '-', 3) || '@example.com' ELSE '' END
              AND split_part(page_url, '?', 1) = 'https://www.example.com/page-'
                  || (split_part(visitor_id, '-', 3)::bigint * 31 + split_part(event_id, '-', 2)::integer * 7) % 200
            """;

    @Option(names = "--events", description = "How many (default: ${DEFAULT-VALUE}).")
    private int events = 500_000;

    @Option(names = "--batch", description = "Events in a request (default: ${DEFAULT-VALUE}).")
    private int batch = 10;

    @Option(
            names = "--connections",
            description = "Connections, each with one request at a time (default: ${DEFAULT-VALUE}).")
    private int connections = 32;

    @Option(names = "--runs", description = "Counted runs after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--warm-up", description = "Events of the uncounted first run (default: ${DEFAULT-VALUE}).")
    private int warmUp = 100_000;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    private record Figures(HttpRun.Measured measured, Duration derived, BenchSuite.Used used) {}

    @Override
    public Integer call() throws IOException, SQLException {
        try (BenchSuite suite = BenchSuite.start(options.tuning());
                HeapWatch heap = new HeapWatch(suite.ports().touchpoint().management())) {
            String writeKey = register(suite);
            run(suite, new HttpInput(warmUp / batch, batch, 0), writeKey);
            Progress.tell("warm-up done");
            List<Figures> figures = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                figures.add(run(suite, new HttpInput(events / batch, batch, run), writeKey));
                Progress.tell(String.format(
                        Locale.ROOT,
                        "run %d of %d: %.1f s, %s",
                        run,
                        runs,
                        Table.seconds(figures.getLast().measured().durable()),
                        figures.getLast().measured().answers()));
            }
            report(figures, heap.peakMegabytes(), ProcessUsage.peakMegabytes(suite.servicePid()));
            return 0;
        }
    }

    private static String register(BenchSuite suite) {
        Site site = Site.newBuilder()
                .setSiteId("bench")
                .setDisplayName("Bench")
                .addDomains(SiteDomain.newBuilder().setDomain("example.com").setEnabled(true))
                .build();
        return suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> SiteServiceGrpc.newBlockingStub(channel)
                                .createSite(CreateSiteRequest.newBuilder()
                                        .setSite(site)
                                        .build())
                                .getSite()
                                .getWriteKey());
    }

    private Figures run(BenchSuite suite, HttpInput input, String writeKey) throws IOException, SQLException {
        try (StoredEvents stored = new StoredEvents(suite.jdbcUrl())) {
            stored.clear();
            stored.execute("CHECKPOINT");
            URI uri =
                    URI.create("http://127.0.0.1:" + suite.ports().touchpoint().service() + "/v1/events");
            BenchSuite.Used before = suite.used();
            long started = System.nanoTime();
            HttpRun.Measured measured = new HttpRun(input, uri, writeKey, connections).run();
            suite.awaitDerived();
            Duration derived = Duration.ofNanos(System.nanoTime() - started);
            BenchSuite.Used used = suite.used().since(before);
            long matching = stored.number(MATCHING.replace(":run", Integer.toString(input.run())));
            long all = stored.number("SELECT count(*) FROM web_event");
            if (matching != input.events() || all != input.events()) {
                throw new CommandFailed("of " + input.events() + " events sent " + matching
                        + " are stored as sent, and " + all + " in all");
            }
            return new Figures(measured, derived, used);
        }
    }

    private void report(List<Figures> figures, long peakHeap, long peakMemory) {
        Table.machine();
        Table.line(
                "%,d events in batches of %d on %d connections%n%s%nall events stored as sent; medians of %d runs%n",
                events, batch, connections, options, figures.size());
        Table.row("Events durable", events, figures, f -> f.measured().durable());
        Table.row("Events derived and mapped", events, figures, Figures::derived);
        Table.line(
                "%nAnswers: %s%nAnswered 429: %.0f; CPU of touchpoint-service %.1f s, of PostgreSQL %.1f s%n"
                        + "Peak heap of touchpoint-service %,d MB, garbage included; peak memory of the process %,d MB",
                new Percentiles(
                        Table.median(figures, f -> f.measured().answers().p50()),
                        Table.median(figures, f -> f.measured().answers().p95()),
                        Table.median(figures, f -> f.measured().answers().p99()),
                        Table.median(figures, f -> f.measured().answers().max())),
                Table.median(figures, f -> f.measured().toldToWait()),
                Table.median(figures, f -> Table.seconds(f.used().service())),
                Table.median(figures, f -> Table.seconds(f.used().database())),
                peakHeap,
                peakMemory);
    }
}
