package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of rules as columns, which is how they go to the database: one array a column, one statement for all rows.
 *
 * <p><b>Shape:</b> the columns that the rows of versions and of drafts have in common have the names in {@link #SHARED}, and a
 * statement reads them in that order.
 */
public final class RuleColumns {
    /** The columns that every stored row has, in the order of {@link #read}. */
    public static final String SHARED =
            "sheet, campaign, medium, source, landing_page, referring_website, campaign_type, more_conditions, note";

    private RuleColumns() {}

    /** Binds every shared column as an array of texts under its name. */
    public static void bind(WrittenRules rules, BiConsumer<String, String[]> binder) {
        binder.accept("sheets", column(rules, rule -> rule.sheet().name()));
        binder.accept("campaigns", column(rules, rule -> rule.cells().campaign()));
        binder.accept("mediums", column(rules, rule -> rule.cells().medium()));
        binder.accept("sources", column(rules, rule -> rule.cells().source()));
        binder.accept("landingPages", column(rules, rule -> rule.cells().landingPage()));
        binder.accept("referringWebsites", column(rules, rule -> rule.cells().referringWebsite()));
        binder.accept("campaignTypes", column(rules, WrittenRule::campaignType));
        binder.accept("moreConditions", column(rules, WrittenRule::moreConditions));
        binder.accept("notes", column(rules, WrittenRule::note));
    }

    /** One column of all rows. */
    public static String[] column(WrittenRules rules, Function<WrittenRule, ? extends @Nullable String> column) {
        return rules.rows().stream().map(column).toArray(String[]::new);
    }

    /** The rows of a result that has channel and subchannel before the shared columns. */
    public static WrittenRules read(List<Object[]> result) {
        return new WrittenRules(result.stream().map(RuleColumns::row).toList());
    }

    private static WrittenRule row(Object[] row) {
        return new WrittenRule(
                Sheet.valueOf(text(row, 2)),
                new ChannelPath(text(row, 0), text(row, 1)),
                new RuleCells(text(row, 3), text(row, 4), text(row, 5), text(row, 6), text(row, 7)),
                text(row, 8),
                text(row, 9),
                text(row, 10));
    }

    private static String text(Object[] row, int index) {
        return (String) row[index];
    }
}
