package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * The five condition cells of a row of the online sheet, as written. An empty cell does not restrict; all others must
 * match.
 */
public record RuleCells(String campaign, String medium, String source, String landingPage, String referringWebsite) {
    /** The columns of the online sheet, left to right. */
    public static final List<Column> COLUMNS =
            List.of(Column.CAMPAIGN, Column.MEDIUM, Column.SOURCE, Column.LANDING_PAGE, Column.REFERRING_WEBSITE);

    /** The cell under a heading; empty for a column that the online sheet does not have. */
    public String cell(Column column) {
        return switch (column) {
            case CAMPAIGN -> campaign;
            case MEDIUM -> medium;
            case SOURCE -> source;
            case LANDING_PAGE -> landingPage;
            case REFERRING_WEBSITE -> referringWebsite;
            case CAMPAIGN_TYPE, MORE_CONDITIONS, KIND -> "";
        };
    }
}
