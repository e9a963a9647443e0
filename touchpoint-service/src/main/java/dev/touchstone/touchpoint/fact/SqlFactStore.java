package dev.touchstone.touchpoint.fact;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.generate.ActivityKind;
import dev.touchstone.touchpoint.generate.CampaignFacts;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.ProgramFacts;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Facts of the CRM and of Marketo in PostgreSQL, by themselves. */
@ApplicationScoped
class SqlFactStore implements FactStore {
    /** Whole records in memory at a time: each may have 64 KB of fields. */
    private static final int AT_A_TIME = 500;

    private static final String OWNED = "SELECT i.person_id, m.crm_person_id,";

    private static final String ALL_MEMBERSHIPS = OWNED + SqlFactRows.MEMBERSHIP
            + "FROM campaign_member m LEFT JOIN crm_person_identity i ON i.crm_person_id = m.crm_person_id"
            + SqlFactRows.BULK_DATES + "WHERE NOT m.deleted";

    private static final String MEMBERSHIPS = ALL_MEMBERSHIPS + " AND m.campaign_member_id = ANY (?)";

    private static final String MEMBERSHIPS_OF = ALL_MEMBERSHIPS + " AND m.campaign_id = ?";

    private static final String MEMBERSHIPS_OF_PEOPLE = MEMBERSHIPS_OF + " AND i.person_id = ANY (?)";

    private static final String ALL_PROGRAM_MEMBERSHIPS = OWNED + SqlFactRows.PROGRAM_MEMBERSHIP
            + "FROM program_member m LEFT JOIN crm_person_identity i ON i.crm_person_id = m.crm_person_id"
            + " WHERE NOT m.deleted";

    private static final String PROGRAM_MEMBERSHIPS = ALL_PROGRAM_MEMBERSHIPS + " AND m.program_member_id = ANY (?)";

    private static final String ALL_ACTIVITIES = "SELECT i.person_id, a.crm_person_id," + SqlFactRows.ACTIVITY
            + "FROM activity a LEFT JOIN crm_person_identity i ON i.crm_person_id = a.crm_person_id WHERE NOT a.deleted";

    private static final String ACTIVITIES = ALL_ACTIVITIES + " AND a.activity_id = ANY (?)";

    private static final String ACTIVITIES_OF_KIND = ALL_ACTIVITIES + " AND a.kind = ?";

    private static final String ALL_MARKETING_ACTIVITIES =
            "SELECT i.person_id, a.crm_person_id," + SqlFactRows.MARKETING_ACTIVITY
                    + "FROM marketing_activity a LEFT JOIN crm_person_identity i ON i.crm_person_id = a.crm_person_id"
                    + " WHERE NOT a.deleted";

    private static final String MARKETING_ACTIVITIES =
            ALL_MARKETING_ACTIVITIES + " AND a.marketing_activity_id = ANY (?)";

    private final Database database;
    private final SqlEfforts efforts;

    SqlFactStore(Database database, SqlEfforts efforts) {
        this.database = database;
        this.efforts = efforts;
    }

    @Override
    public List<Owned<Membership>> memberships(List<String> campaignMemberIds) {
        List<Owned<Membership>> found = byId(MEMBERSHIPS, campaignMemberIds, SqlFactRows::membership);
        Map<String, CampaignFacts> campaigns = efforts.campaigns(keys(found, Membership::campaignId));
        return completed(found, membership -> membership.in(campaigns.get(membership.campaignId())));
    }

    @Override
    public void membershipsOf(String campaignId, Consumer<Owned<Membership>> sink) {
        CampaignFacts campaign = efforts.campaigns(Set.of(campaignId)).get(campaignId);
        database.forEach(
                MEMBERSHIPS_OF,
                AT_A_TIME,
                parameters -> parameters.text(campaignId),
                owned(SqlFactRows::membership),
                owned -> sink.accept(with(owned, owned.fact().in(campaign))));
    }

    @Override
    public List<Owned<Membership>> membershipsOf(String campaignId, List<UUID> personIds) {
        CampaignFacts campaign = efforts.campaigns(Set.of(campaignId)).get(campaignId);
        List<Owned<Membership>> found = database.list(
                MEMBERSHIPS_OF_PEOPLE,
                parameters -> parameters.text(campaignId).uuids(personIds, id -> id),
                owned(SqlFactRows::membership));
        return completed(found, membership -> membership.in(campaign));
    }

    @Override
    public void memberships(Consumer<Owned<Membership>> sink) {
        RecentEfforts<CampaignFacts> campaigns = efforts.recentCampaigns();
        inPortions(ALL_MEMBERSHIPS, SqlFactRows::membership, found -> {
            Map<String, CampaignFacts> known = campaigns.get(keys(found, Membership::campaignId));
            completed(found, membership -> membership.in(known.get(membership.campaignId())))
                    .forEach(sink);
        });
    }

    @Override
    public List<Owned<SalesActivity>> activities(List<String> activityIds) {
        return byId(ACTIVITIES, activityIds, SqlFactRows::activity);
    }

    @Override
    public void activities(ActivityKind kind, Consumer<Owned<SalesActivity>> sink) {
        database.forEach(
                ACTIVITIES_OF_KIND,
                AT_A_TIME,
                parameters -> parameters.text(kind.name()),
                owned(SqlFactRows::activity),
                sink);
    }

    @Override
    public List<Owned<ProgramMembership>> programMemberships(List<String> programMemberIds) {
        List<Owned<ProgramMembership>> found =
                byId(PROGRAM_MEMBERSHIPS, programMemberIds, SqlFactRows::programMembership);
        Map<String, ProgramFacts> programs = efforts.programs(keys(found, ProgramMembership::programId));
        return completed(found, membership -> membership.in(programs.get(membership.programId())));
    }

    @Override
    public void programMemberships(Consumer<Owned<ProgramMembership>> sink) {
        RecentEfforts<ProgramFacts> programs = efforts.recentPrograms();
        inPortions(ALL_PROGRAM_MEMBERSHIPS, SqlFactRows::programMembership, found -> {
            Map<String, ProgramFacts> known = programs.get(keys(found, ProgramMembership::programId));
            completed(found, membership -> membership.in(known.get(membership.programId())))
                    .forEach(sink);
        });
    }

    @Override
    public List<Owned<MarketingActivity>> marketingActivities(List<String> marketingActivityIds) {
        List<Owned<MarketingActivity>> found =
                byId(MARKETING_ACTIVITIES, marketingActivityIds, SqlFactRows::marketingActivity);
        Map<String, ProgramFacts> programs = efforts.programs(keys(found, MarketingActivity::programId));
        return completed(found, activity -> activity.in(programs.get(activity.programId())));
    }

    @Override
    public void marketingActivities(Consumer<Owned<MarketingActivity>> sink) {
        RecentEfforts<ProgramFacts> programs = efforts.recentPrograms();
        inPortions(ALL_MARKETING_ACTIVITIES, SqlFactRows::marketingActivity, found -> {
            Map<String, ProgramFacts> known = programs.get(keys(found, MarketingActivity::programId));
            completed(found, activity -> activity.in(known.get(activity.programId())))
                    .forEach(sink);
        });
    }

    /** Gives all rows of a query to a sink, some at a time. */
    private <T> void inPortions(String sql, Database.Reader<T> reader, Consumer<List<Owned<T>>> sink) {
        List<Owned<T>> portion = new ArrayList<>(AT_A_TIME);
        database.forEach(sql, AT_A_TIME, parameters -> {}, owned(reader), owned -> {
            portion.add(owned);
            if (portion.size() == AT_A_TIME) {
                sink.accept(portion);
                portion.clear();
            }
        });
        sink.accept(portion);
    }

    private <T> List<Owned<T>> byId(String sql, List<String> ids, Database.Reader<T> reader) {
        return ids.isEmpty()
                ? List.of()
                : database.list(sql, parameters -> parameters.texts(ids, id -> id), owned(reader));
    }

    private static <T> Database.Reader<Owned<T>> owned(Database.Reader<T> reader) {
        return row -> new Owned<>(
                row.text("crm_person_id"), row.optionalUuid("person_id").orElse(null), reader.read(row));
    }

    private static <T> Set<String> keys(List<Owned<T>> found, Function<T, String> key) {
        return found.stream()
                .map(Owned::fact)
                .map(key)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    private static <T> List<Owned<T>> completed(List<Owned<T>> found, Function<T, T> completion) {
        return found.stream()
                .map(owned -> with(owned, completion.apply(owned.fact())))
                .toList();
    }

    private static <T> Owned<T> with(Owned<T> owned, T fact) {
        return new Owned<>(owned.crmPersonId(), owned.personId(), fact);
    }
}
