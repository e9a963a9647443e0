package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ConditionGroup;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.classify.RuleCondition;
import dev.touchstone.mapping.ruleset.WrittenRule;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.RuleSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads rows of rules. Whether a row is right is another question, and nobody's here: only what cannot be a row is refused.
 * Further conditions are kept as the line of text that formatting gives, or, where that cannot be read, as it was written.
 */
final class RuleRequests {
    private static final int MAX_NOTE = 200;
    private static final int MAX_REGEX = 1_000;

    private final FieldViolations violations;

    RuleRequests(FieldViolations violations) {
        this.violations = violations;
    }

    /** All rows; those of a list with violations are of no use. */
    WrittenRules rows(List<ChannelRule> messages) {
        if (messages.size() > WrittenRules.MAX_ROWS) {
            String limit = "must have at most " + WrittenRules.MAX_ROWS + " rows but has " + messages.size();
            violations.add("rules", "TOO_MANY", limit);
            return new WrittenRules(List.of());
        }
        List<WrittenRule> rows = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            WrittenRule row = row("rules[" + i + "].", messages.get(i));
            if (row.sheet() == Sheet.ONLINE && i > 0 && rows.getLast().sheet() == Sheet.OFFLINE) {
                violations.add(
                        "rules[" + i + "].sheet", "OUT_OF_ORDER", "must be offline: offline rows follow online ones");
                return new WrittenRules(List.of());
            }
            rows.add(row);
        }
        return new WrittenRules(rows);
    }

    private WrittenRule row(String path, ChannelRule message) {
        Sheet sheet = sheet(path, message);
        text(path + "channel", message.getChannel());
        text(path + "subchannel", message.getSubchannel());
        text(path + "campaign", message.getCampaign());
        text(path + "medium", message.getMedium());
        text(path + "source", message.getSource());
        text(path + "landing_page", message.getLandingPage());
        text(path + "referring_website", message.getReferringWebsite());
        text(path + "campaign_type", message.getCampaignType());
        violations.limitText(path + "note", message.getNote(), MAX_NOTE);
        checkSheet(path, sheet, message);
        RuleCells cells = new RuleCells(
                message.getCampaign(),
                message.getMedium(),
                message.getSource(),
                message.getLandingPage(),
                message.getReferringWebsite());
        return new WrittenRule(
                sheet,
                new ChannelPath(message.getChannel(), message.getSubchannel()),
                cells,
                message.getCampaignType(),
                moreConditions(path, message),
                message.getNote());
    }

    private void text(String path, String value) {
        violations.limitText(path, value, ConditionSyntax.MAX_CHARACTERS);
    }

    private Sheet sheet(String path, ChannelRule message) {
        return switch (message.getSheet()) {
            case RULE_SHEET_UNSPECIFIED, RULE_SHEET_ONLINE -> Sheet.ONLINE;
            case RULE_SHEET_OFFLINE -> Sheet.OFFLINE;
            case UNRECOGNIZED -> {
                String known = "must be ONLINE or OFFLINE but is " + message.getSheetValue();
                violations.add(path + "sheet", "UNKNOWN_ENUM_VALUE", known);
                yield Sheet.ONLINE;
            }
        };
    }

    private void checkSheet(String path, Sheet sheet, ChannelRule message) {
        if (sheet == Sheet.ONLINE) {
            notAllowed(path + "campaign_type", message.getCampaignType(), "offline");
        } else {
            notAllowed(path + "campaign", message.getCampaign(), "online");
            notAllowed(path + "medium", message.getMedium(), "online");
            notAllowed(path + "source", message.getSource(), "online");
            notAllowed(path + "landing_page", message.getLandingPage(), "online");
            notAllowed(path + "referring_website", message.getReferringWebsite(), "online");
            notAllowed(path + "note", message.getNote(), "online");
        }
    }

    private void notAllowed(String path, String value, String sheet) {
        if (!value.isEmpty()) {
            violations.add(path, "FIELD_NOT_ALLOWED", "is for " + sheet + " rows only");
        }
    }

    private String moreConditions(String path, ChannelRule message) {
        String line = message.getMoreConditions();
        violations.limitText(path + "more_conditions", line, ConditionSyntax.MAX_CHARACTERS);
        boolean readable = ConditionSyntax.problem(line).isEmpty();
        if (message.getAnyOfCount() == 0) {
            return readable ? ConditionSyntax.format(ConditionSyntax.parse(line)) : line;
        }
        Optional<List<ConditionGroup>> groups = groups(path + "any_of", message);
        if (groups.isEmpty()) {
            return "";
        }
        String formatted = ConditionSyntax.format(groups.get());
        if (!line.isEmpty()
                && !line.equals(formatted)
                && !(readable && ConditionSyntax.parse(line).equals(groups.get()))) {
            violations.add(
                    path + "more_conditions",
                    "CONTRADICTS_FIELD",
                    "must say the same as any_of, or nothing: only one of the two is needed");
        }
        return formatted;
    }

    private Optional<List<ConditionGroup>> groups(String path, ChannelRule message) {
        int before = violations.list().size();
        if (message.getAnyOfCount() > ConditionSyntax.MAX_GROUPS) {
            tooMany(path, ConditionSyntax.MAX_GROUPS + " groups", message.getAnyOfCount());
            return Optional.empty();
        }
        List<ConditionGroup> groups = new ArrayList<>();
        for (int i = 0; i < message.getAnyOfCount(); i++) {
            groups.add(group(path + "[" + i + "].conditions", message.getAnyOf(i)));
        }
        if (violations.list().size() > before) {
            return Optional.empty();
        }
        // A wrong condition is kept, and told when the draft is validated, unless its text would be read as another
        // one.
        if (ConditionSyntax.problem(groups).isPresent()
                && ConditionSyntax.problem(ConditionSyntax.format(groups)).isEmpty()) {
            violations.add(
                    path, "INVALID_CONDITION", ConditionSyntax.problem(groups).orElseThrow());
            return Optional.empty();
        }
        return Optional.of(groups);
    }

    private ConditionGroup group(String path, dev.touchstone.mapping.v1.ConditionGroup message) {
        int count = message.getConditionsCount();
        if (count == 0) {
            violations.add(path, "FIELD_REQUIRED", "is required: 1 to " + ConditionSyntax.MAX_CONDITIONS);
        } else if (count > ConditionSyntax.MAX_CONDITIONS) {
            tooMany(path, ConditionSyntax.MAX_CONDITIONS + " conditions", count);
        }
        List<RuleCondition> conditions = new ArrayList<>();
        for (int i = 0; i < Math.min(count, ConditionSyntax.MAX_CONDITIONS); i++) {
            condition(path + "[" + i + "].", message.getConditions(i)).ifPresent(conditions::add);
        }
        return new ConditionGroup(conditions);
    }

    private void tooMany(String path, String limit, int count) {
        violations.add(path, "TOO_MANY", "must have at most " + limit + " but has " + count);
    }

    private Optional<RuleCondition> condition(String path, dev.touchstone.mapping.v1.RuleCondition message) {
        Optional<dev.touchstone.mapping.classify.RuleField> field = RuleFields.of(message.getField());
        if (field.isEmpty()) {
            violations.add(path + "field", "UNKNOWN_ENUM_VALUE", "must be a field that is known");
        }
        boolean isParameter = field.filter(one -> one == dev.touchstone.mapping.classify.RuleField.QUERY_PARAMETER)
                .isPresent();
        if (isParameter) {
            violations.requireText(
                    path + "parameter", message.getParameter(), MappingKey.MAX_PARAMETER_NAME_CHARACTERS);
        } else if (!message.getParameter().isEmpty()) {
            violations.add(path + "parameter", "FIELD_NOT_ALLOWED", "is for QUERY_PARAMETER only");
        }
        Optional<RuleCondition.Test> test = test(path, message);
        return field.isEmpty() || test.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleCondition(
                        field.get(), CaseFold.fold(message.getParameter()), message.getNegated(), test.get()));
    }

    private Optional<RuleCondition.Test> test(String path, dev.touchstone.mapping.v1.RuleCondition message) {
        return switch (message.getTestCase()) {
            case CELL -> {
                text(path + "cell", message.getCell());
                yield Optional.of(new RuleCondition.Cell(message.getCell()));
            }
            case REGEX -> {
                violations.limitText(path + "regex", message.getRegex(), MAX_REGEX);
                yield Optional.of(new RuleCondition.Regex(message.getRegex()));
            }
            case TEST_NOT_SET -> {
                violations.add(path + "test", "FIELD_REQUIRED", "is required: cell or regex");
                yield Optional.empty();
            }
        };
    }

    /** The sheet as the contract has it. */
    static RuleSheet sheet(Sheet sheet) {
        return switch (sheet) {
            case ONLINE -> RuleSheet.RULE_SHEET_ONLINE;
            case OFFLINE -> RuleSheet.RULE_SHEET_OFFLINE;
        };
    }
}
