package dev.touchstone.touchpoint.settings;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.Surfacing;
import dev.touchstone.touchpoint.overlaprule.OverlapRule;
import dev.touchstone.touchpoint.overlaprule.OverlapRules;
import dev.touchstone.touchpoint.overlaprule.OverlapSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The versions of the settings in PostgreSQL. */
@ApplicationScoped
class SqlSettingsStore implements SettingsStore {
    private static final Pattern BLANK = Pattern.compile(" ");

    /** Parts of a stored overlap rule without a time. */
    private static final int SAME_DAY = 2;

    private static final String COLUMNS = """
            SELECT version, inactivity_seconds, carryover_seconds, sign_in_hosts, payment_hosts, max_post_lc_touchpoints,
                   time_zone, mapped_parameters, overlap_rules, note, created_at
            FROM session_settings_version
            """;

    private static final String IN_FORCE = COLUMNS + "ORDER BY version DESC LIMIT 1";

    private static final String FIND = COLUMNS + "WHERE version = ?";

    private static final String LIST = COLUMNS + "WHERE version < ? ORDER BY version DESC LIMIT ?";

    private static final String ADD = """
            INSERT INTO session_settings_version
                   (version, inactivity_seconds, carryover_seconds, sign_in_hosts, payment_hosts, max_post_lc_touchpoints,
                    time_zone, mapped_parameters, overlap_rules, note, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (version) DO NOTHING
            """;

    private final Database database;

    SqlSettingsStore(Database database) {
        this.database = database;
    }

    @Override
    public SettingsVersion inForce() {
        return database.get(IN_FORCE, parameters -> {}, SqlSettingsStore::version);
    }

    @Override
    public Optional<SettingsVersion> find(long version) {
        return database.find(FIND, parameters -> parameters.number(version), SqlSettingsStore::version);
    }

    @Override
    public List<SettingsVersion> list(long before, int limit) {
        return database.list(LIST, parameters -> parameters.number(before).number(limit), SqlSettingsStore::version);
    }

    @Override
    public boolean add(SettingsVersion version) {
        SessionSettings settings = version.settings();
        int added = database.update(
                ADD,
                parameters -> parameters
                        .number(version.version())
                        .number(settings.inactivity().toSeconds())
                        .number(settings.carryover().toSeconds())
                        .texts(settings.signInHosts(), host -> host)
                        .texts(settings.paymentHosts(), host -> host)
                        .number(settings.surfacing().maxPostLcTouchpoints())
                        .text(settings.zone().getId())
                        .texts(settings.mappedParameters(), name -> name)
                        .texts(settings.surfacing().overlaps().rules(), SqlSettingsStore::stored)
                        .text(version.note())
                        .time(version.createdAt()));
        return added == 1;
    }

    private static SettingsVersion version(SqlRow row) throws SQLException {
        return new SettingsVersion(
                row.number("version"),
                new SessionSettings(
                        Duration.ofSeconds(row.number("inactivity_seconds")),
                        Duration.ofSeconds(row.number("carryover_seconds")),
                        row.texts("sign_in_hosts"),
                        row.texts("payment_hosts"),
                        new Surfacing(row.integer("max_post_lc_touchpoints"), overlaps(row.texts("overlap_rules"))),
                        ZoneId.of(row.text("time_zone")),
                        row.texts("mapped_parameters")),
                row.text("note"),
                row.time("created_at"));
    }

    /** Kept source, yielding source and, but for the same day, seconds: {@code CAMPAIGN WEB 1800}. */
    private static String stored(OverlapRule rule) {
        Duration within = rule.within();
        return rule.kept() + " " + rule.yielding() + (within == null ? "" : " " + within.toSeconds());
    }

    private static OverlapRules overlaps(List<String> stored) {
        return new OverlapRules(stored.stream()
                .map(BLANK::split)
                .map(parts -> new OverlapRule(
                        OverlapSource.valueOf(parts[0]),
                        OverlapSource.valueOf(parts[1]),
                        parts.length == SAME_DAY ? null : Duration.ofSeconds(Long.parseLong(parts[SAME_DAY]))))
                .toList());
    }
}
