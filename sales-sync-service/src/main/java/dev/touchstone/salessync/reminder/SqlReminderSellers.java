package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The table {@code reminder_seller}. */
@ApplicationScoped
class SqlReminderSellers {
    private static final String READ = "SELECT seller, begun_at, zone, active FROM reminder_seller ";

    private static final String FIND = READ + "WHERE seller = ? FOR SHARE";

    private static final String ACTIVE = READ + "WHERE active ORDER BY seller";

    private static final String UNSEEN = READ + "WHERE active AND unseen ORDER BY seller";

    private static final String BEGIN = """
            INSERT INTO reminder_seller AS s (seller, begun_at, zone, active, unseen) VALUES (?, ?, ?, true, true)
            ON CONFLICT (seller) DO UPDATE SET zone = EXCLUDED.zone, active = true, unseen = s.unseen OR NOT s.active,
                begun_at = CASE WHEN s.active THEN s.begun_at ELSE EXCLUDED.begun_at END
            """;

    private static final String STOP = "UPDATE reminder_seller SET active = false WHERE seller = ? AND active";

    private static final String SEEN = "UPDATE reminder_seller SET unseen = false WHERE seller = ? AND begun_at = ?";

    private static final String ALL_UNSEEN = "UPDATE reminder_seller SET unseen = true WHERE active";

    private final Database database;

    SqlReminderSellers(Database database) {
        this.database = database;
    }

    /**
     * A seller whose reminders are, or were, kept the same as tasks.
     *
     * @param window which tasks become reminders
     * @param active false while it is switched off
     */
    record ReminderSeller(String seller, ImportWindow window, boolean active) {}

    /** A seller; nobody switches until the caller's transaction ends. */
    Optional<ReminderSeller> find(String seller) {
        return database.find(FIND, parameters -> parameters.text(seller), SqlReminderSellers::read);
    }

    List<ReminderSeller> active() {
        return database.list(ACTIVE, parameters -> {}, SqlReminderSellers::read);
    }

    /** Switches on; for a seller who is on already, only the zone changes. */
    void begin(String seller, ZoneId zone, Instant now) {
        database.update(
                BEGIN,
                parameters -> parameters
                        .text(seller)
                        .time(now.truncatedTo(ChronoUnit.MICROS))
                        .text(zone.getId()));
    }

    /** Switches off; true if it was on. */
    boolean stop(String seller) {
        return database.update(STOP, parameters -> parameters.text(seller)) == 1;
    }

    /** Sellers whose tasks are all to be looked at, since nobody has followed them until now. */
    List<ReminderSeller> unseen() {
        return database.list(UNSEEN, parameters -> {}, SqlReminderSellers::read);
    }

    /** All tasks of a seller were looked at, unless the seller has begun anew meanwhile. */
    void seen(ReminderSeller seller) {
        database.update(
                SEEN,
                parameters ->
                        parameters.text(seller.seller()).time(seller.window().begunAt()));
    }

    /** All tasks of all sellers are to be looked at. */
    void allUnseen() {
        database.update(ALL_UNSEEN, parameters -> {});
    }

    private static ReminderSeller read(SqlRow row) throws SQLException {
        ImportWindow window = new ImportWindow(row.time("begun_at"), ZoneId.of(row.text("zone")));
        return new ReminderSeller(row.text("seller"), window, row.flag("active"));
    }
}
