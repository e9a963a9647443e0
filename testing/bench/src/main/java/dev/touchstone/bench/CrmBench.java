package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.SyncType;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Campaign members to touchpoints, a large campaign switched, and a dry run of rules; beside the SQL that does the same. */
@Command(
        name = "crm",
        description = "Send campaign members and derive their touchpoints, switch a large campaign, and try rules.")
final class CrmBench implements Callable<Integer> {
    private static final String CLEAR = "TRUNCATE crm_person, crm_person_identity, campaign, campaign_member, session,"
            + " touchpoint, touchpoint_change, person, dirty_mark, mapping_key, mapping_key_pending,"
            + " mapping_key_count, mapping_key_count_delta, key_channel";

    @Option(names = "--members", description = "Campaign members (default: ${DEFAULT-VALUE}).")
    private int members = 50_000;

    @Option(names = "--campaigns", description = "Campaigns (default: ${DEFAULT-VALUE}).")
    private int campaigns = 500;

    @Option(names = "--people", description = "Leads (default: ${DEFAULT-VALUE}).")
    private int people = 20_000;

    @Option(names = "--large", description = "Members of the campaign that is switched (default: ${DEFAULT-VALUE}).")
    private int large = 5_000;

    @Option(names = "--runs", description = "Counted runs after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs = 3;

    @Option(names = "--warm-up", description = "Members of the uncounted first run (default: ${DEFAULT-VALUE}).")
    private int warmUp = 20_000;

    @Option(names = "--streams", description = "Streams at once (default: ${DEFAULT-VALUE}).")
    private int streams = 4;

    /** What may be left out. */
    enum Part {
        SWITCH,
        PREVIEW,
        SUPPRESSION,
        DATES
    }

    @Option(
            names = "--with",
            split = ",",
            description =
                    "What to measure beside the way of the members: ${COMPLETION-CANDIDATES} (default: all but DATES).")
    private Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.DATES));

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    private record Figures(
            Arrival arrival,
            List<Switched> switched,
            List<Preview> previews,
            List<Duration> suppressions,
            List<CrmDates.Times> dates) {}

    private record Arrival(
            Duration basics,
            Duration durable,
            Duration derived,
            BenchSuite.Used used,
            Duration copy,
            Duration touchpoints) {
        Duration peer() {
            return copy.plus(touchpoints);
        }
    }

    private record Switched(Duration out, Duration back, Duration peer) {}

    private record Preview(Duration ours, Duration peer) {}

    @Override
    public Integer call() throws IOException, SQLException {
        CrmInput input = new CrmInput(people, campaigns, members, large);
        try (BenchSuite suite = BenchSuite.start(options.tuning());
                HeapWatch heap = new HeapWatch(suite.ports().touchpoint().management())) {
            if (warmUp > 0) {
                run(new CrmInput(Math.max(warmUp / 2, 2_000), 50, warmUp, 2_000), suite);
                Progress.tell("warm-up done");
            }
            List<Figures> figures = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                figures.add(run(input, suite));
                Progress.tell("run " + run + " of " + runs + " done");
            }
            report(input, figures);
            Table.line(
                    "%nPeak heap of touchpoint-service %,d MB, garbage included; peak memory of the process %,d MB",
                    heap.peakMegabytes(), ProcessUsage.peakMegabytes(suite.servicePid()));
            return 0;
        }
    }

    private Figures run(CrmInput input, BenchSuite suite) throws IOException, SQLException {
        try (CrmPeer peer = new CrmPeer(suite.jdbcUrl());
                Services services = new Services(suite.ports().endpoints())) {
            peer.execute(CLEAR);
            Arrival arrival = arrive(input, suite, services, peer);
            List<Switched> switched =
                    parts.contains(Part.SWITCH) ? List.of(switchLarge(input, suite, services, peer)) : List.of();
            List<Preview> previews = parts.contains(Part.PREVIEW)
                    ? List.of(new Preview(CrmPreview.run(services, input, peer), CrmPreview.peer(peer)))
                    : List.of();
            List<Duration> suppressions = parts.contains(Part.SUPPRESSION)
                    ? List.of(CrmPreview.runSuppression(services, input, peer))
                    : List.of();
            List<CrmDates.Times> dates =
                    parts.contains(Part.DATES) ? List.of(CrmDates.run(services, input, suite, peer)) : List.of();
            return new Figures(arrival, switched, previews, suppressions, dates);
        }
    }

    private Arrival arrive(CrmInput input, BenchSuite suite, Services services, CrmPeer peer)
            throws IOException, SQLException {
        CrmRun sending = new CrmRun(services, streams);
        long began = System.nanoTime();
        sending.send(input.basics(), input::basic);
        suite.awaitDerived();
        Duration basics = Duration.ofNanos(System.nanoTime() - began);
        peer.execute("CHECKPOINT");
        BenchSuite.Used before = suite.used();
        long started = System.nanoTime();
        Duration durable = sending.send(input.members(), input::member);
        suite.awaitDerived();
        Duration derived = Duration.ofNanos(System.nanoTime() - started);
        BenchSuite.Used used = suite.used().since(before);
        Progress.tell("members durable in " + durable.toMillis() / 1000.0 + " s, derived in "
                + derived.toMillis() / 1000.0 + " s");
        Duration copy = peer.copy(input);
        Duration touchpoints = peer.touchpoints();
        compare(peer);
        return new Arrival(basics, durable, derived, used, copy, touchpoints);
    }

    private static Switched switchLarge(CrmInput input, BenchSuite suite, Services services, CrmPeer peer)
            throws SQLException {
        peer.execute("CHECKPOINT");
        Duration out = switchTo(SyncType.SYNC_TYPE_EXCLUDE_ALL, 1, input, suite, services);
        peer.touchpoints();
        compare(peer);
        peer.execute("CHECKPOINT");
        Duration back = switchTo(SyncType.SYNC_TYPE_INCLUDE_ALL, 2, input, suite, services);
        Duration touchpoints = peer.touchpoints();
        compare(peer);
        Progress.tell("switched out in " + out.toMillis() / 1000.0 + " s, back in " + back.toMillis() / 1000.0 + " s");
        return new Switched(out, back, touchpoints);
    }

    private static Duration switchTo(SyncType syncType, int times, CrmInput input, BenchSuite suite, Services services)
            throws SQLException {
        long started = System.nanoTime();
        new CrmRun(services, 1).send(1, number -> input.switched(syncType, times));
        suite.awaitDerived();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The answers are compared before the times are told. */
    private static void compare(CrmPeer peer) throws SQLException {
        long differences = peer.differences();
        if (differences > 0) {
            throw new CommandFailed("the answers differ: " + differences + " touchpoints unlike the peer's");
        }
    }

    private void report(CrmInput input, List<Figures> figures) {
        Table.machine();
        Table.line(
                "%,d members of %,d campaigns, %,d leads, input %s, %d streams of %,d records a batch%n%s%n"
                        + "answers equal; medians of %d runs%n",
                input.members(),
                input.campaigns(),
                input.people(),
                input.digest(),
                streams,
                CrmRun.BATCH,
                options,
                figures.size());
        List<Arrival> arrivals = figures.stream().map(Figures::arrival).toList();
        Table.row("Leads and campaigns, before", "records", input.basics(), arrivals, Arrival::basics);
        Table.row("Members durable", "members", input.members(), arrivals, Arrival::durable);
        Table.row("Members to touchpoints, complete", "members", input.members(), arrivals, Arrival::derived);
        Table.row("Peer: COPY, then one SQL statement", "members", input.members(), arrivals, Arrival::peer);
        Table.line(
                "CPU of touchpoint-service %.1f s, of PostgreSQL %.1f s%n",
                Table.median(arrivals, arrival -> Table.seconds(arrival.used().service())),
                Table.median(arrivals, arrival -> Table.seconds(arrival.used().database())));
        reportSwitches(
                input, figures.stream().flatMap(run -> run.switched().stream()).toList());
        reportPreviews(
                input, figures.stream().flatMap(run -> run.previews().stream()).toList());
        reportSuppressions(
                input,
                figures.stream().flatMap(run -> run.suppressions().stream()).toList());
        reportDates(input, figures.stream().flatMap(run -> run.dates().stream()).toList());
    }

    private static void reportSwitches(CrmInput input, List<Switched> switched) {
        if (!switched.isEmpty()) {
            Table.row("Large campaign to \"Exclude all\"", "members", input.large(), switched, Switched::out);
            Table.row("and back to \"Include all\"", "members", input.large(), switched, Switched::back);
            Table.row("Peer: all touchpoints anew by SQL", "members", input.members(), switched, Switched::peer);
        }
    }

    private static void reportPreviews(CrmInput input, List<Preview> previews) {
        if (!previews.isEmpty()) {
            Table.row("Dry run of three rules", "members", input.members(), previews, Preview::ours);
            Table.row("Peer: the same counted by SQL", "members", input.members(), previews, Preview::peer);
        }
    }

    private static void reportSuppressions(CrmInput input, List<Duration> suppressions) {
        if (!suppressions.isEmpty()) {
            Table.row("Dry run of a suppression", "touchpoints", input.members(), suppressions, took -> took);
        }
    }

    private static void reportDates(CrmInput input, List<CrmDates.Times> dates) {
        if (!dates.isEmpty()) {
            Table.row("One date for all members, durable", "members", input.members(), dates, CrmDates.Times::durable);
            Table.row("and derived", "members", input.members(), dates, CrmDates.Times::derived);
            Table.row("Taken back and derived", "members", input.members(), dates, CrmDates.Times::takenBack);
        }
    }
}
