package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.SqlRow;
import java.sql.SQLException;
import java.util.Optional;

/** A row of {@code person} as a value. */
public final class SqlPersonRow {
    /** The columns that {@link #read} needs, of a table that is named p. */
    public static final String COLUMNS = """
            SELECT p.marketo_id, p.state, p.hidden_reason, p.first_name, p.last_name, p.email, p.phone, p.title,
                p.company, p.source, p.linkedin_url, p.salesforce_lead_id, p.salesforce_contact_id,
                p.salesforce_account_id, p.salesforce_opportunity_id, p.owner_id, p.type, p.unsubscribed,
                p.email_invalid, p.version, p.read_at, p.created_at, p.added_at, p.added_by, p.gone_at
            """;

    private SqlPersonRow() {}

    /** Reads the current row. */
    public static Person read(SqlRow row) throws SQLException {
        return new Person(
                row.number("marketo_id"),
                new PersonDetails(
                        row.optionalText("first_name").orElse(null),
                        row.optionalText("last_name").orElse(null),
                        row.optionalText("email").orElse(null),
                        row.optionalText("phone").orElse(null),
                        row.optionalText("title").orElse(null),
                        row.optionalText("company").orElse(null),
                        row.optionalText("source").orElse(null),
                        row.optionalText("linkedin_url").orElse(null)),
                crm(row),
                new PersonReading.MailFlags(row.optionalFlag("unsubscribed").orElse(null), row.flag("email_invalid")),
                new Person.Standing(
                        PersonState.valueOf(row.text("state")),
                        row.optionalText("hidden_reason")
                                .map(UnqualifiedReason::valueOf)
                                .orElse(null),
                        row.optionalTime("gone_at").orElse(null)),
                row.number("version"),
                new Person.Provenance(
                        row.optionalTime("created_at").orElse(null),
                        row.optionalTime("added_at").orElse(null),
                        row.optionalText("added_by").map(ReadWay::valueOf).orElse(null),
                        row.time("read_at")));
    }

    private static CrmReference crm(SqlRow row) throws SQLException {
        Optional<PersonType> type = row.optionalText("type").map(PersonType::valueOf);
        return new CrmReference(
                row.optionalText("salesforce_lead_id").orElse(null),
                row.optionalText("salesforce_contact_id").orElse(null),
                row.optionalText("salesforce_account_id").orElse(null),
                row.optionalText("salesforce_opportunity_id").orElse(null),
                row.optionalText("owner_id").orElse(null),
                type.orElse(null));
    }
}
