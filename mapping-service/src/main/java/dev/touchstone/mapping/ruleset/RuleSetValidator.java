package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.channel.Subchannel;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.CellSyntax;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.RuleProblem.Reason;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds all that is wrong with rules before they are published, by row and column. */
public final class RuleSetValidator {
    private static final String CHANNEL = "Channel";
    private static final String SUBCHANNEL = "Subchannel";

    private final WrittenRules rules;
    private final ChannelCatalogue catalogue;
    private final Set<String> channelsWithSubchannels = new HashSet<>();
    private final Map<String, Integer> rowByType = new HashMap<>();
    private final RuleProblems problems = new RuleProblems();

    private RuleSetValidator(WrittenRules rules, ChannelCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
        rules.rows().stream()
                .map(WrittenRule::path)
                .filter(path -> !path.subchannel().isEmpty())
                .forEach(path -> channelsWithSubchannels.add(path.channel()));
    }

    /**
     * What is wrong, top to bottom and left to right, what concerns no row of these last; empty if the rules can be published.
     *
     * @param base the version that the rules were made from, whose protected rows must stay; empty rows for none
     */
    public static List<RuleProblem> validate(WrittenRules rules, ChannelCatalogue catalogue, WrittenRules base) {
        RuleSetValidator validator = new RuleSetValidator(rules, catalogue);
        validator.checkRows();
        ProtectedRows.check(base, rules, validator.problems);
        return validator.problems.list();
    }

    /** The same for rules that were made from nothing. */
    public static List<RuleProblem> validate(ChannelRules rules, ChannelCatalogue catalogue) {
        return validate(WrittenRules.of(rules), catalogue, new WrittenRules(List.of()));
    }

    private void checkRows() {
        if (rules.size() > WrittenRules.MAX_ROWS) {
            String message = "a rule set has at most " + WrittenRules.MAX_ROWS + " rows, this one has " + rules.size();
            problems.add(new RuleProblem(null, 0, "", "", Reason.TOO_MANY_ROWS.name(), message, 0));
        }
        int lastSpecial = lastSpecial(rules.of(Sheet.ONLINE));
        for (int row = 1; row <= rules.size(); row++) {
            WrittenRule rule = rules.row(row);
            switch (rule.sheet()) {
                case ONLINE -> checkOnline(row, rule, lastSpecial);
                case OFFLINE -> checkOffline(row, rule);
            }
        }
    }

    private static int lastSpecial(List<WrittenRule> online) {
        int row = online.size();
        while (row > 0 && isCatchAll(online.get(row - 1))) {
            row--;
        }
        return row;
    }

    private void checkOnline(int row, WrittenRule rule, int lastSpecial) {
        checkPath(row, rule);
        boolean restricts = !rule.moreConditions().isEmpty();
        for (Column column : RuleCells.COLUMNS) {
            String cell = rule.cell(column);
            CellSyntax.problem(cell, column)
                    .ifPresent(
                            text -> add(row, column.heading(), cell, Reason.INVALID_CELL, "\"" + cell + "\" " + text));
            restricts |= !cell.isEmpty();
        }
        if (!restricts) {
            add(row, Column.CAMPAIGN.heading(), "", Reason.NO_CONDITION, "no cell says what the row matches");
        } else if (row < lastSpecial && isCatchAll(rule)) {
            String message = "only * stands in this row: it must come after row " + lastSpecial;
            add(row, firstWritten(rule).heading(), "*", Reason.CATCH_ALL_NOT_LAST, message);
        }
        checkConditions(row, rule);
    }

    private void checkOffline(int row, WrittenRule rule) {
        String type = rule.campaignType();
        boolean plain = rule.moreConditions().isEmpty();
        if (type.isBlank() && (plain || !type.isEmpty())) {
            String message = "the campaign type is empty: write one, or further conditions";
            add(row, Column.CAMPAIGN_TYPE.heading(), type, Reason.MISSING_CAMPAIGN_TYPE, message);
        } else if (plain) {
            @Nullable Integer before = rowByType.putIfAbsent(CaseFold.fold(type), row);
            if (before != null) {
                String message = "\"" + type + "\" is mapped by row " + before + " already: a type has one channel";
                add(row, Column.CAMPAIGN_TYPE.heading(), type, Reason.DUPLICATE_CAMPAIGN_TYPE, message);
            }
        }
        checkPath(row, rule);
        checkConditions(row, rule);
    }

    private void checkConditions(int row, WrittenRule rule) {
        ConditionSyntax.problem(rule.moreConditions())
                .ifPresent(text -> add(
                        row,
                        Column.MORE_CONDITIONS.heading(),
                        rule.moreConditions(),
                        Reason.INVALID_CONDITION,
                        "the further conditions: " + text));
    }

    private void checkPath(int row, WrittenRule rule) {
        ChannelPath path = rule.path();
        Optional<Channel> channel = catalogue.find(path.channel());
        if (channel.isEmpty()) {
            String message = "no channel is named \"" + path.channel() + "\": create it, or write it as it is created";
            add(row, CHANNEL, path.channel(), Reason.UNKNOWN_CHANNEL, message);
            return;
        }
        if (channel.get().archived()) {
            String message = "the channel \"" + path.channel() + "\" is archived: bring it back, or choose another";
            add(row, CHANNEL, path.channel(), Reason.ARCHIVED_CHANNEL, message);
        }
        checkSubchannel(row, path, channel.get());
    }

    private void checkSubchannel(int row, ChannelPath path, Channel channel) {
        if (path.subchannel().isEmpty()) {
            if (channelsWithSubchannels.contains(path.channel())) {
                String message = "other rules of " + path.channel() + " have a subchannel, so this one needs one too";
                add(row, SUBCHANNEL, "", Reason.MISSING_SUBCHANNEL, message);
            }
            return;
        }
        Optional<Subchannel> subchannel = catalogue.find(path);
        if (subchannel.isEmpty()) {
            String message = channel.displayName() + " has no subchannel named \"" + path.subchannel() + "\"";
            add(row, SUBCHANNEL, path.subchannel(), Reason.UNKNOWN_SUBCHANNEL, message);
        } else if (subchannel.get().archived()) {
            String message = "the subchannel \"" + path + "\" is archived: bring it back, or choose another";
            add(row, SUBCHANNEL, path.subchannel(), Reason.ARCHIVED_CHANNEL, message);
        }
    }

    private static boolean isCatchAll(WrittenRule rule) {
        return rule.moreConditions().isEmpty()
                && RuleCells.COLUMNS.stream().map(rule::cell).anyMatch(cell -> !cell.isEmpty())
                && RuleCells.COLUMNS.stream().map(rule::cell).allMatch(cell -> cell.isEmpty() || cell.equals("*"));
    }

    private static Column firstWritten(WrittenRule rule) {
        return RuleCells.COLUMNS.stream()
                .filter(column -> !rule.cell(column).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private void add(int row, String column, String value, Reason reason, String message) {
        problems.add(new RuleProblem(rules.row(row).sheet(), row, column, value, reason.name(), message, 0));
    }
}
