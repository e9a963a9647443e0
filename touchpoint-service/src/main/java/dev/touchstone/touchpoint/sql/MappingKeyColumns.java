package dev.touchstone.touchpoint.sql;

import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.MappingKeyKind;
import dev.touchstone.touchpoint.session.LandingParameter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns of a mapping key, which several stores read. */
public final class MappingKeyColumns {
    /** What {@link #read} needs and the id, for a table {@code mapping_key k}. */
    public static final String SELECT = """
             k.mapping_key_id, k.kind, k.campaign, k.medium, k.source, k.landing_page, k.referrer, k.click_markers, k.status,
             k.landing_parameters
            """;

    private MappingKeyColumns() {}

    /** The key of a row. */
    public static MappingKey read(SqlRow row) throws SQLException {
        return new MappingKey(
                MappingKeyKind.valueOf(row.text("kind")),
                row.text("campaign"),
                row.text("medium"),
                row.text("source"),
                row.text("landing_page"),
                row.text("referrer"),
                row.texts("click_markers"),
                row.text("status"),
                parameters(row.texts("landing_parameters")));
    }

    /** Stored as name, value, name, value. */
    private static List<LandingParameter> parameters(List<String> texts) {
        List<LandingParameter> parameters = new ArrayList<>(texts.size() / 2);
        for (int i = 0; i < texts.size(); i += 2) {
            parameters.add(new LandingParameter(texts.get(i), texts.get(i + 1)));
        }
        return parameters;
    }
}
