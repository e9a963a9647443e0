package dev.touchstone.mapping.classify;

/**
 * A cell of the sheet or one of the further conditions, ready to compare.
 *
 * @param written the cell as the sheet has it, or the condition as a line of text has it
 * @param field what is tested
 * @param parameter name of the query parameter; empty for every other field
 * @param negated true if the pattern must not match
 */
record CompiledCondition(String written, RuleField field, String parameter, boolean negated, CellPattern pattern) {

    static CompiledCondition ofCell(Column column, String cell) {
        return new CompiledCondition(cell, field(column), "", false, CellSyntax.parse(cell, column));
    }

    /** The cell of an offline row: whole, without wildcards, and on the type of a campaign or the channel of a program. */
    static CompiledCondition ofCampaignType(String type) {
        return new CompiledCondition(type, RuleField.MEDIUM, "", false, new CellPattern.Equal(CaseFold.fold(type)));
    }

    static CompiledCondition of(RuleCondition condition) {
        RuleField field = condition.field();
        CellPattern pattern = switch (condition.test()) {
            case RuleCondition.Cell(String cell) -> CellSyntax.parse(cell, field.allowsDetectors(), field.isHost());
            case RuleCondition.Regex(String regex) -> CellPattern.Found.of(regex);
        };
        String written = ConditionSyntax.format(condition);
        return new CompiledCondition(written, field, condition.parameter(), condition.negated(), pattern);
    }

    private static RuleField field(Column column) {
        return switch (column) {
            case CAMPAIGN -> RuleField.CAMPAIGN;
            case MEDIUM -> RuleField.MEDIUM;
            case SOURCE -> RuleField.SOURCE;
            case LANDING_PAGE -> RuleField.LANDING_PAGE;
            case REFERRING_WEBSITE -> RuleField.REFERRING_WEBSITE;
            case CAMPAIGN_TYPE, MORE_CONDITIONS, KIND ->
                throw new IllegalArgumentException(column + " is no column of the online sheet");
        };
    }

    boolean holds(FoldedKey key) {
        return key.passes(pattern, field, parameter) != negated;
    }

    /** What was compared, as an explanation shows it. */
    String value(FoldedKey key) {
        return pattern.asksDetector()
                ? key.describeEvidence()
                : key.value(field, parameter).text();
    }
}
