package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows as somebody wrote them, top to bottom: online rows first. The first has the number 1.
 *
 * @param rows all rows
 */
public record WrittenRules(List<WrittenRule> rows) {
    /** Rows of a rule set at most. */
    public static final int MAX_ROWS = 20_000;

    /** @throws IllegalArgumentException if an online row follows an offline one */
    public WrittenRules {
        rows = List.copyOf(rows);
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).sheet() == Sheet.ONLINE && rows.get(i - 1).sheet() == Sheet.OFFLINE) {
                throw new IllegalArgumentException("offline rows follow online ones");
            }
        }
    }

    /** Rules in which nothing is wrong, as somebody would write them. */
    public static WrittenRules of(ChannelRules rules) {
        return new WrittenRules(Stream.concat(
                        rules.online().stream().map(WrittenRule::of),
                        rules.offline().stream().map(WrittenRule::of))
                .toList());
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** The row of a number, from 1 upwards. */
    public WrittenRule row(int rowNumber) {
        return rows.get(rowNumber - 1);
    }

    /** The rows of a sheet, in their order. */
    public List<WrittenRule> of(Sheet sheet) {
        int online = 0;
        while (online < rows.size() && rows.get(online).sheet() == Sheet.ONLINE) {
            online++;
        }
        return sheet == Sheet.ONLINE ? rows.subList(0, online) : rows.subList(online, rows.size());
    }

    /**
     * The rules that the rows stand for.
     *
     * @throws IllegalArgumentException if the further conditions of a row are not valid
     */
    public ChannelRules rules() {
        return new ChannelRules(
                of(Sheet.ONLINE).stream().map(WrittenRule::toOnline).toList(),
                of(Sheet.OFFLINE).stream().map(WrittenRule::toOffline).toList());
    }
}
