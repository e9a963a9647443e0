package dev.touchstone.touchpoint.rule.check;

/**
 * A rule as somebody wrote it, before anything of it is checked.
 *
 * @param name as sent; so are all others, empty where nothing was
 * @param when the expression
 * @param touchpointDate a token
 * @param campaignName a name with tokens
 * @param category of a segment
 */
public record RuleDraft(String name, When when, String touchpointDate, String campaignName, String category) {
    /** An expression. */
    public sealed interface When {
        /** As one line of text. */
        record Line(String text) implements When {}

        /** As a structure. */
        record Structure(ExpressionDraft expression) implements When {}

        /** None was sent. */
        record Missing() implements When {}
    }
}
