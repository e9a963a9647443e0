package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.remap.ChannelDirectory;
import dev.touchstone.touchpoint.remap.RemapStore;
import dev.touchstone.touchpoint.remap.RulePeriod;
import dev.touchstone.touchpoint.remap.RuleRow;
import dev.touchstone.touchpoint.remap.RuleSegment;
import dev.touchstone.touchpoint.remap.RuleSetChoice;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Classifies all keys under other rules, in memory, and compares with the channels in force. Changes nothing.
 *
 * <p>One transaction sees one state of keys, channels and counts, however long it takes. It writes nothing before the counts of
 * people begin, so that it does not hold the change feed back while keys are classified.
 */
@ApplicationScoped
class PreviewRuleSet {
    private static final int PAGE = 4_000;
    private static final int PAGES_UNDER_WAY = 4;

    /** No version of mapping-service has this number: the rules that are previewed. */
    private static final long PREVIEWED = -1;

    private final PreviewStore store;
    private final RemapStore remap;
    private final ChannelDirectory directory;

    PreviewRuleSet(PreviewStore store, RemapStore remap, ChannelDirectory directory) {
        this.store = store;
        this.remap = remap;
        this.directory = directory;
    }

    /**
     * What is asked for.
     *
     * @param ruleSet the other rules
     * @param start as if they decided at and after this time only; null for always
     * @param withPeople whether people are counted
     */
    record Question(RuleSetChoice ruleSet, @Nullable Instant start, boolean withPeople) {}

    private record Asked(List<Standing> standings, CompletableFuture<int[]> rowNumbers) {}

    /**
     * What the rules would change.
     *
     * @throws ChannelDirectory.Unavailable if mapping-service does not answer
     * @throws ChannelDirectory.Refused if there are no such rules, or something is wrong with them
     * @throws Tally.RulesChanged if somebody changes the draft meanwhile
     */
    Preview run(Question question) {
        List<RuleRow> after = directory.rows(question.ruleSet());
        return QuarkusTransaction.requiringNew().call(() -> {
            store.seeOneState();
            List<RulePeriod> periods = remap.periods();
            List<RuleSegment> segments = segments(periods, question.start());
            Tally tally = new Tally(segments, remap::rows, after);
            classify(question.ruleSet(), segments, tally);
            long touchpoints = store.touchpoints();
            return tally.preview(
                    touchpoints,
                    store.details(segments, tally, question.withPeople()),
                    periods.get(periods.size() - 1).version());
        });
    }

    /** The stretches of time in which the other rules would decide. */
    private static List<RuleSegment> segments(List<RulePeriod> inForce, @Nullable Instant start) {
        List<RulePeriod> proposed = new ArrayList<>();
        if (start != null) {
            inForce.stream()
                    .filter(period -> period.start() == null || period.start().isBefore(start))
                    .forEach(proposed::add);
        }
        proposed.add(new RulePeriod(start, PREVIEWED));
        return RuleSegment.of(inForce, proposed).stream()
                .filter(segment -> segment.after() == PREVIEWED)
                .toList();
    }

    private void classify(RuleSetChoice ruleSet, List<RuleSegment> segments, Tally tally) {
        Queue<Asked> underWay = new ArrayDeque<>();
        List<Standing> page = new ArrayList<>(PAGE);
        store.forEach(segments, standing -> {
            page.add(standing);
            if (page.size() == PAGE) {
                ask(ruleSet, page, underWay);
                if (underWay.size() == PAGES_UNDER_WAY) {
                    count(underWay.remove(), tally);
                }
            }
        });
        if (!page.isEmpty()) {
            ask(ruleSet, page, underWay);
        }
        underWay.forEach(asked -> count(asked, tally));
    }

    private void ask(RuleSetChoice ruleSet, List<Standing> page, Queue<Asked> underWay) {
        List<Standing> standings = List.copyOf(page);
        page.clear();
        underWay.add(new Asked(
                standings,
                directory.classify(
                        ruleSet, standings.stream().map(Standing::key).toList())));
    }

    private static void count(Asked asked, Tally tally) {
        int[] rowNumbers = answer(asked.rowNumbers());
        for (int i = 0; i < rowNumbers.length; i++) {
            tally.add(asked.standings().get(i), rowNumbers[i]);
        }
    }

    private static int[] answer(CompletableFuture<int[]> rowNumbers) {
        try {
            return rowNumbers.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
