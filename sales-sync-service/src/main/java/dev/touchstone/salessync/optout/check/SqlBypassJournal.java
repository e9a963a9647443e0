package dev.touchstone.salessync.optout.check;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The table {@code unsubscribe_check_bypass}. */
@ApplicationScoped
class SqlBypassJournal {
    private static final String ADD = """
            INSERT INTO unsubscribe_check_bypass
                (bypass_id, reason, purpose, template_id, template_owner, recipient_count, recipients, checked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LIST = """
            SELECT bypass_id, reason, purpose, template_id, template_owner, recipient_count, checked_at
            FROM unsubscribe_check_bypass WHERE bypass_id < ? ORDER BY bypass_id DESC LIMIT ?
            """;

    private final Database database;

    SqlBypassJournal(Database database) {
        this.database = database;
    }

    /**
     * Keeps a call.
     *
     * @param recipients keys of the subjects that it was allowed for
     */
    void add(Bypass bypass, List<String> recipients) {
        database.update(
                ADD,
                parameters -> parameters
                        .uuid(bypass.id())
                        .text(bypass.reason().name())
                        .text(bypass.purpose().name())
                        .text(bypass.template().id())
                        .text(bypass.template().owner())
                        .number(bypass.recipients())
                        .texts(recipients, key -> key)
                        .time(bypass.at()));
    }

    /** Calls, latest first. */
    List<Bypass> list(UUID before, int limit) {
        return database.list(LIST, parameters -> parameters.uuid(before).number(limit), SqlBypassJournal::bypass);
    }

    private static Bypass bypass(SqlRow row) throws SQLException {
        SendReason reason = SendReason.valueOf(row.text("reason"));
        return new Bypass(
                row.uuid("bypass_id"),
                reason,
                SendPurpose.valueOf(row.text("purpose")),
                new SendContext.Template(
                        row.text("template_id"), row.text("template_owner"), reason == SendReason.NON_COMMERCIAL),
                row.number("recipient_count"),
                row.time("checked_at"));
    }
}
