package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.CellSyntax;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.RuleProblem.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds all that is wrong with a rule set before it is installed, by row and column. */
public final class RuleSetValidator {
    private static final String CHANNEL = "Channel";
    private static final String SUBCHANNEL = "Subchannel";

    private final ChannelRules rules;
    private final ChannelCatalogue catalogue;
    private final Set<String> channelsWithSubchannels = new HashSet<>();
    private final List<RuleProblem> problems = new ArrayList<>();

    private RuleSetValidator(ChannelRules rules, ChannelCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
        Stream.concat(
                        rules.online().stream().map(ChannelRule::path),
                        rules.offline().stream().map(rule -> rule.path()))
                .filter(path -> !path.subchannel().isEmpty())
                .forEach(path -> channelsWithSubchannels.add(path.channel()));
    }

    /** What is wrong, top to bottom and left to right; empty if the rules can be installed. */
    public static List<RuleProblem> validate(ChannelRules rules, ChannelCatalogue catalogue) {
        RuleSetValidator validator = new RuleSetValidator(rules, catalogue);
        validator.checkOnline();
        validator.checkOffline();
        return List.copyOf(validator.problems);
    }

    private void checkOnline() {
        int lastSpecial = 0;
        for (int i = rules.online().size(); i > 0 && lastSpecial == 0; i--) {
            lastSpecial = isCatchAll(rules.online().get(i - 1)) ? 0 : i;
        }
        for (int row = 1; row <= rules.online().size(); row++) {
            ChannelRule rule = rules.online().get(row - 1);
            checkPath(row, rule.path());
            checkCells(row, rule.cells());
            if (row < lastSpecial && isCatchAll(rule)) {
                String message = "only * stands in this row: it must come after row " + lastSpecial;
                add(row, firstWritten(rule).heading(), Reason.CATCH_ALL_NOT_LAST, message);
            }
        }
    }

    private void checkCells(int row, RuleCells cells) {
        for (Column column : RuleCells.COLUMNS) {
            String cell = cells.cell(column);
            Optional<String> problem = CellSyntax.problem(cell, column);
            problem.ifPresent(text -> add(row, column.heading(), Reason.INVALID_CELL, "\"" + cell + "\" " + text));
        }
        if (RuleCells.COLUMNS.stream().allMatch(column -> cells.cell(column).isEmpty())) {
            add(row, Column.CAMPAIGN.heading(), Reason.NO_CONDITION, "no cell says what the row matches");
        }
    }

    private void checkOffline() {
        Map<String, Integer> rowByType = new HashMap<>();
        for (int i = 0; i < rules.offline().size(); i++) {
            int row = rules.rowNumberOfOffline(i);
            String type = rules.offline().get(i).campaignType();
            checkPath(row, rules.offline().get(i).path());
            if (type.isBlank()) {
                add(row, Column.CAMPAIGN_TYPE.heading(), Reason.MISSING_CAMPAIGN_TYPE, "the campaign type is empty");
                continue;
            }
            @Nullable Integer before = rowByType.putIfAbsent(CaseFold.fold(type), row);
            if (before != null) {
                String message = "\"" + type + "\" is mapped by row " + before + " already: a type has one channel";
                add(row, Column.CAMPAIGN_TYPE.heading(), Reason.DUPLICATE_CAMPAIGN_TYPE, message);
            }
        }
    }

    private void checkPath(int row, ChannelPath path) {
        Optional<Channel> channel = catalogue.find(path.channel());
        if (channel.isEmpty()) {
            String message = "no channel is named \"" + path.channel() + "\": create it, or write it as it is created";
            add(row, CHANNEL, Reason.UNKNOWN_CHANNEL, message);
        } else if (path.subchannel().isEmpty() && channelsWithSubchannels.contains(path.channel())) {
            String message = "other rules of " + path.channel() + " have a subchannel, so this one needs one too";
            add(row, SUBCHANNEL, Reason.MISSING_SUBCHANNEL, message);
        } else if (!path.subchannel().isEmpty() && !channel.get().subchannels().contains(path.subchannel())) {
            String message = path.channel() + " has no subchannel named \"" + path.subchannel() + "\"";
            add(row, SUBCHANNEL, Reason.UNKNOWN_SUBCHANNEL, message);
        }
    }

    private static boolean isCatchAll(ChannelRule rule) {
        List<String> written = RuleCells.COLUMNS.stream()
                .map(rule.cells()::cell)
                .filter(cell -> !cell.isEmpty())
                .toList();
        return !written.isEmpty() && written.stream().allMatch("*"::equals);
    }

    private static Column firstWritten(ChannelRule rule) {
        return RuleCells.COLUMNS.stream()
                .filter(column -> !rule.cells().cell(column).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private void add(int row, String column, Reason reason, String message) {
        problems.add(new RuleProblem(row, column, reason, message));
    }
}
