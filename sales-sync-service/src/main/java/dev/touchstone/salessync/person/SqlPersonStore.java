package dev.touchstone.salessync.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code person}. */
@ApplicationScoped
class SqlPersonStore implements PersonStore {
    /**
     * One statement per page: the page as rows, what each row means against what is stored, and the rows to write. The
     * condition on conflict is the last word: it keeps an older reading out even if the stored row changed meanwhile.
     */
    private static final String WRITE = """
            WITH incoming AS (
                SELECT t.*, decode(content_hex, 'hex') AS content_hash FROM unnest(
                    ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                    ?::boolean[], ?::boolean[], ?::text[])
                AS t (marketo_id, hidden_reason, first_name, last_name, email, phone, title, company, source,
                    linkedin_url, salesforce_lead_id, salesforce_contact_id, salesforce_account_id,
                    salesforce_opportunity_id, owner_id, new_type, unsubscribed, email_invalid, truncated,
                    content_hex)
            ), judged AS (
                SELECT t.*, coalesce(t.new_type, p.type) AS type, CASE
                    WHEN p.marketo_id IS NULL AND t.hidden_reason IS NULL THEN 'ADDED'
                    WHEN p.marketo_id IS NULL THEN 'ABSENT'
                    WHEN p.content_hash = t.content_hash THEN 'EQUAL'
                    WHEN p.read_at >= ? THEN 'STALE'
                    WHEN p.state = 'ACTIVE' AND t.hidden_reason IS NOT NULL THEN 'HIDDEN'
                    WHEN p.state = 'HIDDEN' AND t.hidden_reason IS NULL THEN 'REVIVED'
                    ELSE 'CHANGED' END AS verdict
                FROM incoming t LEFT JOIN person p USING (marketo_id)
            ), written AS (
                INSERT INTO person AS p (marketo_id, state, hidden_reason, first_name, last_name, email, phone, title,
                    company, source, linkedin_url, salesforce_lead_id, salesforce_contact_id, salesforce_account_id,
                    salesforce_opportunity_id, owner_id, type, unsubscribed, email_invalid, truncated, content_hash,
                    version, read_at)
                SELECT marketo_id, CASE WHEN hidden_reason IS NULL THEN 'ACTIVE' ELSE 'HIDDEN' END, hidden_reason,
                    first_name, last_name, email, phone, title, company, source, linkedin_url, salesforce_lead_id,
                    salesforce_contact_id, salesforce_account_id, salesforce_opportunity_id, owner_id, type,
                    unsubscribed, email_invalid, truncated, content_hash, 1, ?
                FROM judged WHERE verdict IN ('ADDED', 'CHANGED', 'HIDDEN', 'REVIVED')
                ORDER BY marketo_id
                ON CONFLICT (marketo_id) DO UPDATE SET state = EXCLUDED.state, hidden_reason = EXCLUDED.hidden_reason,
                    first_name = EXCLUDED.first_name, last_name = EXCLUDED.last_name, email = EXCLUDED.email,
                    phone = EXCLUDED.phone, title = EXCLUDED.title, company = EXCLUDED.company,
                    source = EXCLUDED.source, linkedin_url = EXCLUDED.linkedin_url,
                    salesforce_lead_id = EXCLUDED.salesforce_lead_id,
                    salesforce_contact_id = EXCLUDED.salesforce_contact_id,
                    salesforce_account_id = EXCLUDED.salesforce_account_id,
                    salesforce_opportunity_id = EXCLUDED.salesforce_opportunity_id, owner_id = EXCLUDED.owner_id,
                    type = EXCLUDED.type, unsubscribed = EXCLUDED.unsubscribed,
                    email_invalid = EXCLUDED.email_invalid, truncated = EXCLUDED.truncated,
                    content_hash = EXCLUDED.content_hash, version = p.version + 1, read_at = EXCLUDED.read_at
                WHERE p.read_at < EXCLUDED.read_at
            )
            SELECT verdict, count(*) FROM judged GROUP BY verdict
            """;

    private static final String COLUMNS = """
            SELECT marketo_id, state, first_name, last_name, email, phone, title, company, source, linkedin_url,
                salesforce_lead_id, salesforce_contact_id, salesforce_account_id, salesforce_opportunity_id, owner_id,
                type, version, read_at
            FROM person
            """;
    private static final String FIND = COLUMNS + "WHERE marketo_id = ?";
    private static final String LIST =
            COLUMNS + "WHERE marketo_id > ? AND state = 'ACTIVE' ORDER BY marketo_id LIMIT ?";
    private static final String LIST_BY_EMAIL = COLUMNS
            + "WHERE marketo_id > ? AND state = 'ACTIVE' AND lower(email) = lower(?) ORDER BY marketo_id LIMIT ?";

    private final DataSource database;

    SqlPersonStore(DataSource database) {
        this.database = database;
    }

    private enum Verdict {
        ADDED,
        CHANGED,
        HIDDEN,
        REVIVED,
        EQUAL,
        STALE,
        ABSENT
    }

    @Override
    public Written write(List<PersonReading> readings, Instant readAt) {
        if (readings.isEmpty()) {
            return Written.NOTHING;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(WRITE)) {
            bind(new PageArrays(connection, statement, readings), Timestamp.from(readAt));
            Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(Verdict.valueOf(rows.getString(1)), rows.getLong(2));
                }
            }
            return new Written(
                    counts.getOrDefault(Verdict.ADDED, 0L),
                    counts.getOrDefault(Verdict.CHANGED, 0L),
                    counts.getOrDefault(Verdict.HIDDEN, 0L),
                    counts.getOrDefault(Verdict.REVIVED, 0L),
                    counts.getOrDefault(Verdict.EQUAL, 0L),
                    counts.getOrDefault(Verdict.STALE, 0L),
                    counts.getOrDefault(Verdict.ABSENT, 0L));
        } catch (SQLException e) {
            throw new IllegalStateException("a page of people cannot be stored", e);
        }
    }

    private static void bind(PageArrays page, Timestamp readAt) throws SQLException {
        page.add("bigint", PersonReading::marketoId);
        page.add("text", reading -> reading.unqualifiedReason().map(Enum::name).orElse(null));
        page.add("text", reading -> reading.details().firstName());
        page.add("text", reading -> reading.details().lastName());
        page.add("text", reading -> reading.details().email());
        page.add("text", reading -> reading.details().phone());
        page.add("text", reading -> reading.details().title());
        page.add("text", reading -> reading.details().company());
        page.add("text", reading -> reading.details().source());
        page.add("text", reading -> reading.details().linkedinUrl());
        page.add("text", reading -> reading.crm().leadId());
        page.add("text", reading -> reading.crm().contactId());
        page.add("text", reading -> reading.crm().accountId());
        page.add("text", reading -> reading.crm().opportunityId());
        page.add("text", reading -> reading.crm().ownerId());
        page.add(
                "text",
                reading -> Optional.ofNullable(reading.crm().type())
                        .map(Enum::name)
                        .orElse(null));
        page.add("boolean", reading -> reading.mail().unsubscribed());
        page.add("boolean", reading -> reading.mail().emailInvalid());
        page.add("boolean", PersonReading::truncated);
        // The driver takes no arrays of byte strings.
        page.add("text", reading -> HexFormat.of().formatHex(ContentHash.of(reading)));
        page.add(readAt);
        page.add(readAt);
    }

    /** Binds the page column by column. */
    private static final class PageArrays {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<PersonReading> readings;
        private int index;

        PageArrays(Connection connection, PreparedStatement statement, List<PersonReading> readings) {
            this.connection = connection;
            this.statement = statement;
            this.readings = readings;
        }

        void add(String type, Function<PersonReading, @Nullable Object> column) throws SQLException {
            @Nullable Object[] values = new @Nullable Object[readings.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = column.apply(readings.get(row));
            }
            statement.setArray(++index, connection.createArrayOf(type, values));
        }

        void add(Timestamp time) throws SQLException {
            statement.setTimestamp(++index, time);
        }
    }

    @Override
    public Optional<Person> find(long marketoId) {
        return query(FIND, statement -> statement.setLong(1, marketoId)).stream()
                .findFirst();
    }

    @Override
    public List<Person> list(Optional<String> email, long afterId, int limit) {
        if (email.isEmpty()) {
            return query(LIST, statement -> {
                statement.setLong(1, afterId);
                statement.setInt(2, limit);
            });
        }
        return query(LIST_BY_EMAIL, statement -> {
            statement.setLong(1, afterId);
            statement.setString(2, email.get());
            statement.setInt(3, limit);
        });
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private List<Person> query(String sql, Binding binding) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            List<Person> people = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    people.add(person(row));
                }
            }
            return people;
        } catch (SQLException e) {
            throw new IllegalStateException("people cannot be read", e);
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("marketo_id"),
                new PersonDetails(
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("title"),
                        row.getString("company"),
                        row.getString("source"),
                        row.getString("linkedin_url")),
                new CrmReference(
                        row.getString("salesforce_lead_id"),
                        row.getString("salesforce_contact_id"),
                        row.getString("salesforce_account_id"),
                        row.getString("salesforce_opportunity_id"),
                        row.getString("owner_id"),
                        PersonType.valueOf(row.getString("type"))),
                row.getString("state").equals("HIDDEN"),
                row.getLong("version"),
                row.getTimestamp("read_at").toInstant());
    }
}
