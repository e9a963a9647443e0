package dev.touchstone.touchpoint.fact;

import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.ActivityKind;
import dev.touchstone.touchpoint.generate.CampaignFacts;
import dev.touchstone.touchpoint.generate.CrmPersonFacts;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.ProgramFacts;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.rule.FieldSource;
import java.sql.SQLException;

/** The columns of the facts of the CRM and of Marketo, and how a row of them is read. */
final class SqlFactRows {
    /** Of {@code crm_person p}, for generation alone. */
    static final String PERSON = " p.crm_person_id, p.type, p.created_at, p.duplicate_of_id, p.account_id ";

    /** Of {@code crm_person p}, for rules that look at people. */
    static final String PROFILE = PERSON
            + ", p.email, p.first_name, p.last_name, p.company, p.website, p.status, p.lead_source, p.fields::text AS fields ";

    /** Of {@code campaign c}. */
    static final String CAMPAIGN = """
             c.campaign_id, c.name, c.type, c.status, c.sync_type, c.created_at, c.start_date, c.end_date, c.touchpoint_start_date,
             c.touchpoint_end_date, c.fields::text AS fields
            """;

    /** Of {@code campaign_member m} with its bulk date {@code d}, which comes before that of the CRM. */
    static final String MEMBERSHIP = """
             m.campaign_member_id, m.campaign_id, m.created_at, m.first_responded_at,
             coalesce(d.touchpoint_at, m.buyer_touchpoint_at) AS buyer_touchpoint_at, m.status, m.has_responded,
             m.fields::text AS fields
            """;

    /** The bulk dates of {@code campaign_member m}. */
    static final String BULK_DATES =
            " LEFT JOIN effective_touchpoint_date d ON d.campaign_member_id = m.campaign_member_id ";

    /** Of {@code activity a}. */
    static final String ACTIVITY = """
             a.activity_id, a.kind, a.occurred_at, a.type, a.subject, a.status, a.assigned_to, a.created_at, a.ended_at,
             a.visitor_id, a.fields::text AS fields
            """;

    /** Of {@code program p}. */
    static final String PROGRAM =
            " p.program_id, p.name, p.type, p.channel, p.status, p.created_at, p.campaign_id, p.fields::text AS fields ";

    /** Of {@code program_member m}. */
    static final String PROGRAM_MEMBERSHIP =
            " m.program_member_id, m.program_id, m.member_since, m.status, m.fields::text AS fields ";

    /** Of {@code marketing_activity a}. */
    static final String MARKETING_ACTIVITY = """
             a.marketing_activity_id, a.activity_type_id, a.activity_type, a.occurred_at, a.program_id, a.primary_attribute_value,
             a.fields::text AS fields
            """;

    private SqlFactRows() {}

    /** A row of {@link #PERSON}. */
    static CrmPersonFacts person(SqlRow row) throws SQLException {
        return person(row, CrmPersonFacts.Profile.NOT_READ, StoredFields.NONE);
    }

    /** A row of {@link #PROFILE}. */
    static CrmPersonFacts personWithProfile(SqlRow row) throws SQLException {
        CrmPersonFacts.Profile profile = new CrmPersonFacts.Profile(
                text(row, "email"),
                text(row, "first_name"),
                text(row, "last_name"),
                text(row, "company"),
                text(row, "website"),
                text(row, "status"),
                text(row, "lead_source"));
        return person(row, profile, fields(row));
    }

    private static CrmPersonFacts person(SqlRow row, CrmPersonFacts.Profile profile, FieldSource fields)
            throws SQLException {
        return new CrmPersonFacts(
                row.text("crm_person_id"),
                CrmPersonFacts.Type.valueOf(row.text("type")),
                row.time("created_at"),
                text(row, "duplicate_of_id"),
                text(row, "account_id"),
                profile,
                fields);
    }

    /** A row of {@link #CAMPAIGN}. */
    static CampaignFacts campaign(SqlRow row) throws SQLException {
        return new CampaignFacts(
                row.text("campaign_id"),
                row.text("name"),
                row.text("type"),
                text(row, "status"),
                SyncType.valueOf(row.text("sync_type")),
                new CampaignFacts.Days(
                        row.optionalTime("created_at").orElse(null),
                        row.optionalDate("start_date").orElse(null),
                        row.optionalDate("end_date").orElse(null),
                        row.optionalDate("touchpoint_start_date").orElse(null),
                        row.optionalDate("touchpoint_end_date").orElse(null)),
                fields(row));
    }

    /** A row of {@link #MEMBERSHIP}; its campaign is not known yet. */
    static Membership membership(SqlRow row) throws SQLException {
        return new Membership(
                row.text("campaign_member_id"),
                row.text("campaign_id"),
                null,
                new Membership.Dates(
                        row.time("created_at"),
                        row.optionalTime("first_responded_at").orElse(null),
                        row.optionalTime("buyer_touchpoint_at").orElse(null)),
                text(row, "status"),
                row.flag("has_responded"),
                fields(row));
    }

    /** A row of {@link #ACTIVITY}. */
    static SalesActivity activity(SqlRow row) throws SQLException {
        return new SalesActivity(
                row.text("activity_id"),
                ActivityKind.valueOf(row.text("kind")),
                row.time("occurred_at"),
                row.text("type"),
                text(row, "subject"),
                new SalesActivity.Details(
                        text(row, "status"),
                        text(row, "assigned_to"),
                        row.optionalTime("created_at").orElse(null),
                        row.optionalTime("ended_at").orElse(null),
                        text(row, "visitor_id")),
                fields(row));
    }

    /** A row of {@link #PROGRAM}. */
    static ProgramFacts program(SqlRow row) throws SQLException {
        return new ProgramFacts(
                row.text("program_id"),
                row.text("name"),
                text(row, "channel"),
                new ProgramFacts.Details(
                        text(row, "type"),
                        text(row, "status"),
                        row.optionalTime("created_at").orElse(null),
                        text(row, "campaign_id")),
                fields(row));
    }

    /** A row of {@link #PROGRAM_MEMBERSHIP}; its program is not known yet. */
    static ProgramMembership programMembership(SqlRow row) throws SQLException {
        return new ProgramMembership(
                row.text("program_member_id"),
                row.text("program_id"),
                null,
                row.time("member_since"),
                text(row, "status"),
                fields(row));
    }

    /** A row of {@link #MARKETING_ACTIVITY}; its program is not known yet. */
    static MarketingActivity marketingActivity(SqlRow row) throws SQLException {
        return new MarketingActivity(
                row.text("marketing_activity_id"),
                new MarketingActivity.Type(row.integer("activity_type_id"), row.text("activity_type")),
                row.time("occurred_at"),
                text(row, "program_id"),
                null,
                text(row, "primary_attribute_value"),
                fields(row));
    }

    private static String text(SqlRow row, String column) throws SQLException {
        return row.optionalText(column).orElse("");
    }

    private static FieldSource fields(SqlRow row) throws SQLException {
        return StoredFields.of(row.optionalText("fields").orElse(null));
    }
}
