package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.AccountMatch;
import java.util.List;

/** Matches of leads with accounts as a table. */
public final class AccountText {
    private AccountText() {}

    /** The matches, a row each. */
    public static String matches(List<AccountMatch> matches, int width) {
        Table table = Table.of(
                Table.text("Person"),
                Table.text("Account"),
                Table.text("Matched by"),
                Table.text("Value"),
                Table.number("Candidates"),
                Table.number("People"));
        for (AccountMatch match : matches) {
            boolean matched = !match.getAccountId().isEmpty();
            table.row(
                    match.getCrmPersonId(),
                    matched ? match.getAccountId() : "(none)",
                    matched ? Words.plain(match.getMethod(), "ACCOUNT_MATCH_METHOD_") : "",
                    match.getMatchedValue(),
                    matched ? Words.number(match.getCandidateCount()) : "",
                    match.getMatchingPersonCount() == 0 ? "" : Words.number(match.getMatchingPersonCount()));
        }
        return table.render(width);
    }
}
