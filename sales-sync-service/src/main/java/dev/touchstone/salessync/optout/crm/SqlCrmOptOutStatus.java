package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/** Looks at the tables {@code crm_opt_out_search} and {@code crm_opt_out_push}. */
@ApplicationScoped
class SqlCrmOptOutStatus {
    private static final String STATUS = """
            SELECT (SELECT count(*) FROM crm_opt_out_search) AS searches,
                (SELECT count(*) FROM crm_opt_out_push WHERE state = 'PENDING') AS pending,
                (SELECT count(*) FROM crm_opt_out_push WHERE state = 'FAILED') AS failed,
                (SELECT count(*) FROM crm_opt_out_push WHERE state = 'GONE') AS gone,
                least((SELECT min(pending_since) FROM crm_opt_out_search),
                    (SELECT min(pending_since) FROM crm_opt_out_push WHERE state = 'PENDING')) AS oldest
            """;

    private static final String FAILED = """
            SELECT salesforce_id, object, error_code, coalesce(error_words, '') AS words, pending_since
            FROM crm_opt_out_push WHERE state = 'FAILED' AND salesforce_id > ? ORDER BY salesforce_id LIMIT ?
            """;

    private final Database database;

    SqlCrmOptOutStatus(Database database) {
        this.database = database;
    }

    CrmOptOutStatus status() {
        return database.get(
                STATUS,
                parameters -> {},
                row -> new CrmOptOutStatus(
                        row.number("searches"),
                        row.number("pending"),
                        row.number("failed"),
                        row.number("gone"),
                        row.optionalTime("oldest")));
    }

    /** What Salesforce refuses, by id. */
    List<FindCrmOptOuts.Failed> failed(String afterId, int limit) {
        return database.list(FAILED, parameters -> parameters.text(afterId).number(limit), SqlCrmOptOutStatus::failed);
    }

    private static FindCrmOptOuts.Failed failed(SqlRow row) throws SQLException {
        return new FindCrmOptOuts.Failed(
                row.text("salesforce_id"),
                CrmObject.valueOf(row.text("object")).apiName(),
                row.text("error_code"),
                row.text("words"),
                row.time("pending_since"));
    }
}
