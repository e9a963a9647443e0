package dev.touchstone.touchpoint.accountmatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To which account a lead belongs.
 *
 * @param method what matched; null if nothing did
 * @param accountId the account; empty if nothing matched
 * @param matchedValue what is equal on both sides: a domain or a folded company name; empty for a contact
 * @param candidates accounts that the method gave
 * @param matchingPeople people of the account who match by the same value; 0 for methods that look at the account itself
 */
public record AccountMatch(
        @Nullable MatchMethod method, String accountId, String matchedValue, int candidates, long matchingPeople) {
    /** Nothing matched. */
    public static final AccountMatch NONE = new AccountMatch(null, "", "", 0, 0);

    /** The methods that were tried and gave nothing. */
    public List<MatchMethod> failedMethods() {
        return method == null ? List.of(MatchMethod.values()) : method.before();
    }
}
