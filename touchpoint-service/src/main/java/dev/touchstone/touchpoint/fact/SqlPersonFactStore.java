package dev.touchstone.touchpoint.fact;

import dev.touchstone.touchpoint.generate.CampaignFacts;
import dev.touchstone.touchpoint.generate.CrmPersonFacts;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.ProgramFacts;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import dev.touchstone.touchpoint.generate.Visit;
import dev.touchstone.touchpoint.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Everything known of people in PostgreSQL: one statement a kind of facts, whatever the number of people. */
@ApplicationScoped
class SqlPersonFactStore implements PersonFactStore {
    private static final String PEOPLE = "SELECT i.person_id," + SqlFactRows.PERSON + """
            FROM crm_person_identity i JOIN crm_person p ON p.crm_person_id = i.crm_person_id AND NOT p.deleted
            WHERE i.person_id = ANY (?)
            """;

    private static final String PROFILES = "SELECT i.person_id," + SqlFactRows.PROFILE + """
            FROM crm_person_identity i JOIN crm_person p ON p.crm_person_id = i.crm_person_id AND NOT p.deleted
            WHERE i.person_id = ANY (?)
            """;

    private static final String MEMBERSHIPS = "SELECT i.person_id," + SqlFactRows.MEMBERSHIP + """
            FROM crm_person_identity i
            JOIN campaign_member m ON m.crm_person_id = i.crm_person_id AND NOT m.deleted
            """
            + SqlFactRows.BULK_DATES + "WHERE i.person_id = ANY (?)";

    private static final String ACTIVITIES = "SELECT i.person_id," + SqlFactRows.ACTIVITY + """
            FROM crm_person_identity i JOIN activity a ON a.crm_person_id = i.crm_person_id AND NOT a.deleted
            WHERE i.person_id = ANY (?)
            """;

    private static final String PROGRAM_MEMBERSHIPS = "SELECT i.person_id," + SqlFactRows.PROGRAM_MEMBERSHIP + """
            FROM crm_person_identity i
            JOIN program_member m ON m.crm_person_id = i.crm_person_id AND NOT m.deleted
            WHERE i.person_id = ANY (?)
            """;

    private static final String MARKETING_ACTIVITIES = "SELECT i.person_id," + SqlFactRows.MARKETING_ACTIVITY + """
            FROM crm_person_identity i
            JOIN marketing_activity a ON a.crm_person_id = i.crm_person_id AND NOT a.deleted
            WHERE i.person_id = ANY (?)
            """;

    private final Database database;
    private final SqlEfforts efforts;
    private final SqlVisits visits;

    SqlPersonFactStore(Database database, SqlEfforts efforts, SqlVisits visits) {
        this.database = database;
        this.efforts = efforts;
        this.visits = visits;
    }

    @Override
    public List<PersonFacts> ofPeople(List<UUID> personIds, GenerationPolicy policy) {
        Map<UUID, List<CrmPersonFacts>> people = policy.looksAtPeople()
                ? byPerson(PROFILES, personIds, SqlFactRows::personWithProfile)
                : byPerson(PEOPLE, personIds, SqlFactRows::person);
        Map<UUID, List<Visit>> visitsByPerson = byPerson(SqlVisits.OF_PEOPLE, personIds, SqlVisits::visit);
        if (policy.looksAtTouchpoints()) {
            visits.addContexts(visitsByPerson);
        }
        Map<UUID, List<Membership>> memberships = memberships(personIds);
        Map<UUID, List<SalesActivity>> activities = byPerson(ACTIVITIES, personIds, SqlFactRows::activity);
        Map<UUID, List<ProgramMembership>> programMemberships =
                byPerson(PROGRAM_MEMBERSHIPS, personIds, SqlFactRows::programMembership);
        Map<UUID, List<MarketingActivity>> marketingActivities =
                byPerson(MARKETING_ACTIVITIES, personIds, SqlFactRows::marketingActivity);
        addPrograms(programMemberships, marketingActivities);
        return personIds.stream()
                .map(id -> new PersonFacts(
                        id,
                        people.getOrDefault(id, List.of()),
                        visitsByPerson.getOrDefault(id, List.of()),
                        memberships.getOrDefault(id, List.of()),
                        activities.getOrDefault(id, List.of()),
                        programMemberships.getOrDefault(id, List.of()),
                        marketingActivities.getOrDefault(id, List.of())))
                .toList();
    }

    private Map<UUID, List<Membership>> memberships(List<UUID> personIds) {
        Map<UUID, List<Membership>> found = byPerson(MEMBERSHIPS, personIds, SqlFactRows::membership);
        Map<String, CampaignFacts> campaigns = efforts.campaigns(keys(found, Membership::campaignId));
        replace(found, membership -> membership.in(campaigns.get(membership.campaignId())));
        return found;
    }

    private void addPrograms(
            Map<UUID, List<ProgramMembership>> memberships, Map<UUID, List<MarketingActivity>> activities) {
        Set<String> programIds = new HashSet<>(keys(memberships, ProgramMembership::programId));
        programIds.addAll(keys(activities, MarketingActivity::programId));
        Map<String, ProgramFacts> programs = efforts.programs(programIds);
        replace(memberships, membership -> membership.in(programs.get(membership.programId())));
        replace(activities, activity -> activity.in(programs.get(activity.programId())));
    }

    private <T> Map<UUID, List<T>> byPerson(String sql, List<UUID> personIds, Database.Reader<T> reader) {
        Map<UUID, List<T>> byPerson = new HashMap<>();
        database.list(
                sql,
                parameters -> parameters.uuids(personIds, id -> id),
                row -> byPerson.computeIfAbsent(row.uuid("person_id"), id -> new ArrayList<>())
                        .add(reader.read(row)));
        return byPerson;
    }

    private static <T> Set<String> keys(Map<UUID, List<T>> found, Function<T, String> key) {
        return found.values().stream()
                .flatMap(List::stream)
                .map(key)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    private static <T> void replace(Map<UUID, List<T>> found, UnaryOperator<T> completion) {
        found.values().forEach(facts -> facts.replaceAll(completion));
    }
}
