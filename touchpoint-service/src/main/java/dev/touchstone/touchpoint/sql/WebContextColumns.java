package dev.touchstone.touchpoint.sql;

import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.session.WebContext;
import java.sql.SQLException;
import java.util.Optional;

/** The columns of {@code web_context}, joined as {@code x}; all NULL where nothing is known. */
public final class WebContextColumns {
    /** To select. */
    public static final String SELECT =
            " x.site_id, x.consent_given, x.browser, x.platform, x.country, x.region, x.city ";

    private WebContextColumns() {}

    /** Reads them from a row. */
    public static WebContext read(SqlRow row) throws SQLException {
        Optional<String> siteId = row.optionalText("site_id");
        return siteId.isEmpty()
                ? WebContext.UNKNOWN
                : new WebContext(
                        siteId.get(),
                        row.flag("consent_given"),
                        row.text("browser"),
                        row.text("platform"),
                        row.text("country"),
                        row.text("region"),
                        row.text("city"));
    }
}
