package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds what is known of a person. */
final class KnownPerson {
    static final FieldSource NO_FIELDS = field -> null;

    final UUID personId;
    final List<CrmPersonFacts> people = new ArrayList<>();
    final List<Visit> visits = new ArrayList<>();
    final List<Membership> memberships = new ArrayList<>();
    final List<SalesActivity> activities = new ArrayList<>();
    final List<ProgramMembership> programMemberships = new ArrayList<>();
    final List<MarketingActivity> marketingActivities = new ArrayList<>();

    KnownPerson(UUID personId) {
        this.personId = personId;
    }

    PersonFacts facts() {
        return new PersonFacts(
                personId, people, visits, memberships, activities, programMemberships, marketingActivities);
    }

    /** A lead that the CRM created then; null for none. */
    KnownPerson createdAt(@Nullable Instant createdAt) {
        return createdAt == null ? this : add(person("L1", CrmPersonFacts.Type.LEAD, createdAt));
    }

    KnownPerson add(CrmPersonFacts... records) {
        people.addAll(List.of(records));
        return this;
    }

    KnownPerson add(Visit... facts) {
        visits.addAll(List.of(facts));
        return this;
    }

    KnownPerson add(Membership... facts) {
        memberships.addAll(List.of(facts));
        return this;
    }

    KnownPerson add(SalesActivity... facts) {
        activities.addAll(List.of(facts));
        return this;
    }

    KnownPerson add(ProgramMembership... facts) {
        programMemberships.addAll(List.of(facts));
        return this;
    }

    KnownPerson add(MarketingActivity... facts) {
        marketingActivities.addAll(List.of(facts));
        return this;
    }

    static CrmPersonFacts person(String id, CrmPersonFacts.Type type, Instant createdAt) {
        return person(id, type, createdAt, "", Map.of());
    }

    static CrmPersonFacts person(
            String id,
            CrmPersonFacts.Type type,
            Instant createdAt,
            String duplicateOfId,
            Map<String, FieldValue> fields) {
        return new CrmPersonFacts(
                id, type, createdAt, duplicateOfId, "", CrmPersonFacts.Profile.NOT_READ, fields(fields));
    }

    static Visit visit(UUID sessionId, Instant start, @Nullable FormType firstForm) {
        return visit(sessionId, new Visit.Stay("v-1", start, start), firstForm, WebContext.UNKNOWN);
    }

    static Visit visit(UUID sessionId, Visit.Stay stay, @Nullable FormType firstForm, WebContext context) {
        return new Visit(
                sessionId,
                stay,
                firstForm,
                new WebPages(
                        "https://acme.com/",
                        "https://acme.com/",
                        "",
                        "",
                        firstForm == null ? "" : "https://acme.com/demo",
                        firstForm == null ? "" : "Demo"),
                new Visit.Arrival("", CampaignParameters.NONE),
                new Visit.Circumstances(null, context),
                new UUID(8, 8));
    }

    static SalesActivity task(String id, Instant occurredAt, String type, String subject) {
        return task(id, occurredAt, type, subject, SalesActivity.Details.NONE);
    }

    static SalesActivity task(
            String id, Instant occurredAt, String type, String subject, SalesActivity.Details details) {
        return new SalesActivity(id, ActivityKind.TASK, occurredAt, type, subject, details, NO_FIELDS);
    }

    /** A task that a call-tracking product wrote a visitor into. */
    static SalesActivity trackedCall(String id, Instant occurredAt, String type, String visitorId) {
        return task(id, occurredAt, type, "Call", new SalesActivity.Details("", "", null, null, visitorId));
    }

    static CampaignFacts campaign(String id, SyncType syncType) {
        return campaign(id, syncType, CampaignFacts.Days.NONE, Map.of());
    }

    static CampaignFacts campaign(
            String id, SyncType syncType, CampaignFacts.Days days, Map<String, FieldValue> fields) {
        return new CampaignFacts(id, "Spring", "Webinar", "", syncType, days, fields(fields));
    }

    static Membership member(String id, CampaignFacts campaign, Instant createdAt) {
        return member(id, campaign, new Membership.Dates(createdAt, null, null), false);
    }

    static Membership member(String id, CampaignFacts campaign, Membership.Dates dates, boolean hasResponded) {
        return new Membership(id, campaign.campaignId(), campaign, dates, "", hasResponded, NO_FIELDS);
    }

    static ProgramFacts program(String id, String name, String type) {
        return new ProgramFacts(id, name, "Newsletter", new ProgramFacts.Details(type, "", null, ""), NO_FIELDS);
    }

    static ProgramMembership programMember(String id, ProgramFacts program, Instant since) {
        return new ProgramMembership(id, program.programId(), program, since, "", NO_FIELDS);
    }

    static MarketingActivity marketing(
            String id,
            int typeId,
            String type,
            Instant at,
            @Nullable ProgramFacts program,
            Map<String, FieldValue> fields) {
        return new MarketingActivity(
                id,
                new MarketingActivity.Type(typeId, type),
                at,
                program == null ? "" : program.programId(),
                program,
                "",
                fields(fields));
    }

    static FieldSource fields(Map<String, FieldValue> values) {
        Map<String, FieldValue> byKey = new HashMap<>();
        values.forEach((name, value) -> byKey.put(FieldName.keyOf(name), value));
        return field -> byKey.get(field.key());
    }
}
