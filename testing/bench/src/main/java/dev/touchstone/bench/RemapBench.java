package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A change of the channel rules: previewed, and published until every answer shows it; beside SQL over the touchpoints. */
@Command(
        name = "remap",
        description =
                "Preview and publish channel rules over stored touchpoints, beside SQL that writes the same channels.")
final class RemapBench implements Callable<Integer> {
    @Option(names = "--touchpoints", description = "Stored touchpoints (default: ${DEFAULT-VALUE}).")
    private long touchpoints = 1_000_000;

    @Option(names = "--keys", description = "Mapping keys (default: ${DEFAULT-VALUE}).")
    private long keys = 100_000;

    @Option(names = "--people", description = "People; 0 for a tenth of the touchpoints (default: ${DEFAULT-VALUE}).")
    private long people;

    @Option(names = "--rows", description = "Rows of rules before the shipped ones (default: ${DEFAULT-VALUE}).")
    private int rows = 200;

    @Option(names = "--runs", description = "Counted runs after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--without-peers", description = "Measure ours alone; answers are compared once.")
    private boolean withoutPeers;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    private record Ours(
            Duration preview,
            Duration previewWithoutPeople,
            Duration visible,
            BenchSuite.Used used,
            long changed,
            long changedKeys) {}

    private record Peer(Duration count, Duration update, Duration swap) {}

    private record Figures(Ours ours, List<Peer> postgres, List<Peer> duck) {}

    @Override
    public Integer call() throws IOException, SQLException {
        RemapInput input = new RemapInput(touchpoints, keys, people > 0 ? people : Math.max(1, touchpoints / 10), rows);
        try (BenchSuite suite = BenchSuite.start(options.tuning());
                RemapStored stored = new RemapStored(suite.jdbcUrl())) {
            RemapRules rules = new RemapRules(suite.services());
            List<RemapInput.Pair> pairs = rules.pairs();
            // First published without keys, so that their tables are filled while nothing else happens.
            stored.fill(input);
            rules.publish(rules.draft(RemapInput.rules(input.rows(0, pairs.size()), pairs)));
            stored.fillPeer();
            stored.update(RemapInput.caseOf(input.rows(0, pairs.size()), pairs));
            compare(stored);
            Progress.tell("everything is stored and mapped");
            List<Figures> figures = new ArrayList<>();
            for (int run = 0; run <= runs; run++) {
                Figures made = run(run + 1, input, pairs, suite, stored, rules);
                Progress.tell((run == 0 ? "warm-up" : "run " + run + " of " + runs) + ": preview "
                        + Table.seconds(made.ours().preview()) + " s, visible "
                        + Table.seconds(made.ours().visible()) + " s");
                if (run > 0) {
                    figures.add(made);
                }
            }
            report(input, figures);
            Table.line("Peak memory of touchpoint-service %,d MB", ProcessUsage.peakMegabytes(suite.servicePid()));
            return 0;
        }
    }

    private Figures run(
            int run,
            RemapInput input,
            List<RemapInput.Pair> pairs,
            BenchSuite suite,
            RemapStored stored,
            RemapRules rules)
            throws IOException, SQLException {
        List<RemapInput.Row> rowsOfRun = input.rows(run, pairs.size());
        String caseOf = RemapInput.caseOf(rowsOfRun, pairs);
        RuleSetDraft draft = rules.draft(RemapInput.rules(rowsOfRun, pairs));
        long expected = stored.changed(caseOf);
        stored.execute("CHECKPOINT");

        BenchSuite.Used before = suite.used();
        long started = System.nanoTime();
        PreviewRuleSetResponse preview = rules.preview(draft, true);
        Duration previewed = Duration.ofNanos(System.nanoTime() - started);
        started = System.nanoTime();
        rules.preview(draft, false);
        Duration withoutPeople = Duration.ofNanos(System.nanoTime() - started);
        started = System.nanoTime();
        RemapStatus status = rules.publish(draft);
        Duration visible = Duration.ofNanos(System.nanoTime() - started);
        BenchSuite.Used used = suite.used().since(before);

        if (preview.getChangedTouchpointCount() != expected || status.getChangedTouchpointCount() != expected) {
            throw new CommandFailed("the answers differ: the preview tells " + preview.getChangedTouchpointCount()
                    + " changed touchpoints and the re-map " + status.getChangedTouchpointCount() + " where SQL finds "
                    + expected);
        }
        Ours ours = new Ours(previewed, withoutPeople, visible, used, expected, status.getChangedKeyCount());
        if (withoutPeers) {
            stored.update(caseOf);
            compare(stored);
            return new Figures(ours, List.of(), List.of());
        }
        return new Figures(ours, List.of(postgres(stored, caseOf)), List.of(duck(suite, caseOf)));
    }

    /** Begins with the channels of the run before, as ours does. */
    private static Peer postgres(RemapStored stored, String caseOf) throws SQLException {
        Duration count = stored.count(caseOf);
        stored.execute("CREATE TABLE peer_before AS SELECT * FROM peer_touchpoint");
        stored.execute("VACUUM ANALYZE peer_touchpoint");
        stored.execute("CHECKPOINT");
        Duration update = stored.update(caseOf);
        compare(stored);
        stored.execute("DROP TABLE peer_touchpoint");
        stored.execute("ALTER TABLE peer_before RENAME TO peer_touchpoint");
        stored.execute("CHECKPOINT");
        Duration swap = stored.swap(caseOf);
        compare(stored);
        return new Peer(count, update, swap);
    }

    /** Its table has the channels of this run already, as PostgreSQL's peer; what is written is as much. */
    private static Peer duck(BenchSuite suite, String caseOf) throws SQLException, IOException {
        try (RemapDuck duck = new RemapDuck(suite.jdbcUrl())) {
            if (duck.changed(caseOf) != 0) {
                throw new CommandFailed("the answers differ: DuckDB puts touchpoints elsewhere");
            }
            return new Peer(duck.count(caseOf), duck.update(caseOf), duck.swap(caseOf));
        }
    }

    /** The answers are compared before the times are told. */
    private static void compare(RemapStored stored) throws SQLException {
        long differences = stored.differences();
        if (differences > 0) {
            throw new CommandFailed(
                    "the answers differ: " + differences + " touchpoints in another channel than the peer's");
        }
    }

    private void report(RemapInput input, List<Figures> figures) {
        Table.machine();
        Table.line(
                "%,d touchpoints on %,d mapping keys, %,d people; %,d rows before the shipped ones%n%s%n"
                        + "answers equal; medians of %d runs, each with about %,.0f changed touchpoints on %,.0f keys%n",
                input.touchpoints(),
                input.keys(),
                input.people(),
                input.rows(),
                options,
                figures.size(),
                Table.median(figures, run -> run.ours().changed()),
                Table.median(figures, run -> run.ours().changedKeys()));
        List<Ours> ours = figures.stream().map(Figures::ours).toList();
        Table.row("Preview", "touchpoints", input.touchpoints(), ours, Ours::preview);
        Table.row("Preview without people", "touchpoints", input.touchpoints(), ours, Ours::previewWithoutPeople);
        Table.row("Publish until every answer shows it", "touchpoints", input.touchpoints(), ours, Ours::visible);
        Table.line(
                "CPU of the three: touchpoint-service %.1f s, PostgreSQL %.1f s%n",
                Table.median(ours, run -> Table.seconds(run.used().service())),
                Table.median(ours, run -> Table.seconds(run.used().database())));
        peers(
                "PostgreSQL",
                input,
                figures.stream().flatMap(run -> run.postgres().stream()).toList());
        peers(
                "DuckDB",
                input,
                figures.stream().flatMap(run -> run.duck().stream()).toList());
    }

    private static void peers(String name, RemapInput input, List<Peer> peers) {
        if (!peers.isEmpty()) {
            Table.row("Peer: " + name + ", moves counted", "touchpoints", input.touchpoints(), peers, Peer::count);
            Table.row("Peer: " + name + ", UPDATE ... CASE", "touchpoints", input.touchpoints(), peers, Peer::update);
            Table.row(
                    "Peer: " + name + ", new table swapped in", "touchpoints", input.touchpoints(), peers, Peer::swap);
        }
    }
}
