package dev.touchstone.mapping.classify;

/**
 * One condition beyond the cells of the sheet, as it was written. A key without the value has the empty text.
 *
 * @param field what is tested
 * @param parameter name of the query parameter, lower case; empty for every other field
 * @param negated true if the test must fail
 * @param test the test
 */
public record RuleCondition(RuleField field, String parameter, boolean negated, Test test) {
    /** What a value must pass. */
    public sealed interface Test {}

    /** A cell as the sheet has them (see {@link CellSyntax}). */
    public record Cell(String cell) implements Test {}

    /** A regular expression of RE2, to be found anywhere in the folded value. */
    public record Regex(String pattern) implements Test {}

    /** A condition on any field but a query parameter. */
    public static RuleCondition of(RuleField field, boolean negated, Test test) {
        return new RuleCondition(field, "", negated, test);
    }
}
