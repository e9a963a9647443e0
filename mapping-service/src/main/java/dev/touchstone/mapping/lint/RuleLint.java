package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.OfflineRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is allowed in rules and probably not meant.
 *
 * <p><b>What is sure:</b> a row that is told to decide nothing (shadowed, duplicate, contradictory) decides no key whatever. Not every
 * such row is found: only one that a single earlier row hides, by what cells say and not by what regular expressions mean,
 * and in rules of many thousand rows that hardly differ not all of those.
 */
public final class RuleLint {
    /** A channel of this name, in any case, stands for "should not be here". */
    public static final String NULL_CHANNEL = "NULL";

    private final List<RuleFinding> findings = new ArrayList<>();

    private RuleLint() {}

    /**
     * What is found, by row.
     *
     * @param rules rules in which nothing is wrong
     * @throws IllegalArgumentException if a cell or a condition is not valid
     */
    public static List<RuleFinding> findings(ChannelRules rules) {
        RuleLint lint = new RuleLint();
        List<Row> online = new ArrayList<>();
        for (ChannelRule rule : rules.online()) {
            online.add(new Row(online.size() + 1, rule.path(), RowConditions.of(rule)));
        }
        List<Row> offline = new ArrayList<>();
        for (OfflineRule rule : rules.offline()) {
            offline.add(new Row(rules.rowNumberOfOffline(offline.size()), rule.path(), RowConditions.of(rule)));
        }
        lint.findUndecided(online, true);
        lint.findUndecided(offline, false);
        lint.findEarlyCatchAlls(online);
        lint.findEarlyCatchAlls(offline);
        lint.findLatePaidRows(online);
        lint.findPaths(Stream.concat(online.stream(), offline.stream()).toList());
        lint.findings.sort(Comparator.comparingInt(RuleFinding::rowNumber));
        return List.copyOf(lint.findings);
    }

    private record Row(int number, ChannelPath path, RowConditions conditions) {}

    private void findUndecided(List<Row> rows, boolean online) {
        Shadows shadows = new Shadows(rows.stream().map(Row::conditions).toList());
        Map<RowConditions, Integer> firstRows = new HashMap<>();
        for (Row row : rows) {
            List<Set<Clause>> ways = possibleWays(row.conditions(), online);
            if (ways.isEmpty()) {
                add(
                        row,
                        RuleFinding.Type.CONTRADICTORY,
                        0,
                        "no key can match this row: its conditions exclude each other");
                continue;
            }
            @Nullable Integer same = firstRows.putIfAbsent(row.conditions(), row.number());
            if (same != null) {
                add(
                        row,
                        RuleFinding.Type.DUPLICATE,
                        same,
                        "row " + same + " has the same conditions and decides before");
                continue;
            }
            Optional<Integer> shadow = shadows.shadowOf(ways);
            if (shadow.isPresent()) {
                String message = "row " + shadow.get()
                        + " matches whatever this row matches, and decides before: move this row up," + " or remove it";
                add(row, RuleFinding.Type.SHADOWED, shadow.get(), message);
            } else {
                shadows.add(row.number(), ways);
            }
        }
    }

    private static List<Set<Clause>> possibleWays(RowConditions conditions, boolean online) {
        return conditions.ways().stream()
                .filter(way -> isPossible(Consequences.with(way), online))
                .toList();
    }

    private static boolean isPossible(Set<Clause> known, boolean online) {
        return !Clauses.contradict(known)
                && !Consequences.origins(online, known).isEmpty();
    }

    private void findEarlyCatchAlls(List<Row> rows) {
        @Nullable Row special = null;
        for (Row row : rows.reversed()) {
            if (!Kinds.isCatchAll(row.conditions())) {
                special = row;
            } else if (special != null) {
                String message = "this row takes whatever has a value, and row " + special.number()
                        + " comes after it: move this row to the end";
                add(row, RuleFinding.Type.CATCH_ALL_NOT_LAST, special.number(), message);
            }
        }
    }

    private void findLatePaidRows(List<Row> rows) {
        @Nullable Row organic = null;
        @Nullable Row mixed = null;
        for (Row row : rows) {
            boolean paidDetector = Kinds.isPaidDetector(row.conditions());
            @Nullable Row before = paidDetector ? organic : mixed;
            if (before != null && (paidDetector || Kinds.isPaidMedium(row.conditions()))) {
                String message = "row " + row.number()
                        + " is for paid visits and comes after this row, which is for unpaid ones:" + " move it up";
                add(before, RuleFinding.Type.PAID_AFTER_ORGANIC, row.number(), message);
            }
            if (organic == null && Kinds.isOrganic(row.conditions())) {
                organic = row;
            }
            if (mixed == null && Kinds.isOrganicAndMore(row.conditions())) {
                mixed = row;
            }
        }
    }

    private void findPaths(List<Row> rows) {
        Set<String> divided = new HashSet<>();
        rows.stream()
                .filter(row -> !row.path().subchannel().isEmpty())
                .forEach(row -> divided.add(row.path().channel()));
        for (Row row : rows) {
            String channel = row.path().channel();
            if (row.path().subchannel().isEmpty() && divided.contains(channel)) {
                String message = "other rows of " + channel + " have a subchannel, this one has none";
                add(row, RuleFinding.Type.MISSING_SUBCHANNEL, 0, message);
            }
            if (channel.equalsIgnoreCase(NULL_CHANNEL)) {
                String message =
                        "what this row matches is put into " + channel + ", which stands for \"should not be here\"";
                add(row, RuleFinding.Type.MAPPED_TO_NULL, 0, message);
            }
        }
    }

    private void add(Row row, RuleFinding.Type type, int other, String message) {
        findings.add(new RuleFinding(row.number(), type, other, message));
    }
}
