package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The columns of a fault, which two tables have. */
final class SqlFaults {
    private SqlFaults() {}

    static Optional<CrmFault> read(SqlRow row) throws SQLException {
        Optional<String> reason = row.optionalText("fault_reason");
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        Instant retryAt = row.optionalTime("retry_at").orElse(null);
        return Optional.of(new CrmFault(
                CrmFault.Reason.valueOf(reason.get()), row.text("fault_sentence"), row.time("fault_at"), retryAt));
    }

    /** Binds reason, sentence, since, and when to try again. */
    static SqlParameters bind(SqlParameters parameters, CrmFault fault) throws SQLException {
        return parameters
                .text(fault.reason().name())
                .text(fault.sentence())
                .time(fault.since())
                .time(fault.retryAt());
    }
}
