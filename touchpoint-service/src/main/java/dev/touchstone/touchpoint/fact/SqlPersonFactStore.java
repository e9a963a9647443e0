package dev.touchstone.touchpoint.fact;

import dev.touchstone.runtime.sql.Database;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Everything known of people in PostgreSQL: one statement a kind of facts, whatever the number of people. Which leads and contacts
 * they are is looked up once for all kinds.
 */
@ApplicationScoped
class SqlPersonFactStore implements PersonFactStore {
    private static final String IDENTITIES =
            "SELECT person_id, crm_person_id FROM crm_person_identity WHERE person_id = ANY (?)";

    private static final String OF_PEOPLE = "FROM crm_person p WHERE p.crm_person_id = ANY (?) AND NOT p.deleted";

    private static final String PEOPLE = "SELECT" + SqlFactRows.PERSON + OF_PEOPLE;

    private static final String PROFILES = "SELECT" + SqlFactRows.PROFILE + OF_PEOPLE;

    private static final String MEMBERSHIPS = "SELECT m.crm_person_id," + SqlFactRows.MEMBERSHIP
            + "FROM campaign_member m" + SqlFactRows.BULK_DATES + "WHERE m.crm_person_id = ANY (?) AND NOT m.deleted";

    private static final String ACTIVITIES = "SELECT a.crm_person_id," + SqlFactRows.ACTIVITY
            + "FROM activity a WHERE a.crm_person_id = ANY (?) AND NOT a.deleted";

    private static final String PROGRAM_MEMBERSHIPS = "SELECT m.crm_person_id," + SqlFactRows.PROGRAM_MEMBERSHIP
            + "FROM program_member m WHERE m.crm_person_id = ANY (?) AND NOT m.deleted";

    private static final String MARKETING_ACTIVITIES = "SELECT a.crm_person_id," + SqlFactRows.MARKETING_ACTIVITY
            + "FROM marketing_activity a WHERE a.crm_person_id = ANY (?) AND NOT a.deleted";

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
        Map<UUID, List<Visit>> visitsByPerson = visits.ofPeople(personIds);
        if (policy.looksAtTouchpoints()) {
            visits.addContexts(visitsByPerson);
        }
        Map<String, UUID> personByRecord = personByRecord(personIds);
        Map<UUID, List<CrmPersonFacts>> people = policy.looksAtPeople()
                ? byPerson(PROFILES, personByRecord, SqlFactRows::personWithProfile)
                : byPerson(PEOPLE, personByRecord, SqlFactRows::person);
        Map<UUID, List<Membership>> memberships = memberships(personByRecord);
        Map<UUID, List<SalesActivity>> activities = byPerson(ACTIVITIES, personByRecord, SqlFactRows::activity);
        Map<UUID, List<ProgramMembership>> programMemberships =
                byPerson(PROGRAM_MEMBERSHIPS, personByRecord, SqlFactRows::programMembership);
        Map<UUID, List<MarketingActivity>> marketingActivities =
                byPerson(MARKETING_ACTIVITIES, personByRecord, SqlFactRows::marketingActivity);
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

    /** The leads, contacts and people of Marketo that some people are. */
    private Map<String, UUID> personByRecord(List<UUID> personIds) {
        Map<String, UUID> personByRecord = new HashMap<>();
        database.list(
                IDENTITIES,
                parameters -> parameters.uuids(personIds, id -> id),
                row -> personByRecord.put(row.text("crm_person_id"), row.uuid("person_id")));
        return personByRecord;
    }

    private Map<UUID, List<Membership>> memberships(Map<String, UUID> personByRecord) {
        Map<UUID, List<Membership>> found = byPerson(MEMBERSHIPS, personByRecord, SqlFactRows::membership);
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

    private <T> Map<UUID, List<T>> byPerson(String sql, Map<String, UUID> personByRecord, Database.Reader<T> reader) {
        Map<UUID, List<T>> byPerson = new HashMap<>();
        if (!personByRecord.isEmpty()) {
            List<String> records = List.copyOf(personByRecord.keySet());
            database.list(sql, parameters -> parameters.texts(records, id -> id), row -> {
                UUID personId = Objects.requireNonNull(personByRecord.get(row.text("crm_person_id")));
                return byPerson.computeIfAbsent(personId, id -> new ArrayList<>())
                        .add(reader.read(row));
            });
        }
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
