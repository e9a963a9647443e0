package dev.touchstone.touchpoint.fact;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.Visit;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.sql.WebContextColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Sessions as facts in PostgreSQL. */
@ApplicationScoped
class SqlVisits {
    private static final String OF_PEOPLE = """
            SELECT person_id, session_id, visitor_id, started_at, ended_at, landing_page, landing_page_raw, referrer_page,
                   referrer_page_raw, referrer_host, form_url, form_type, form_name, context_id, utm_source, utm_medium,
                   utm_campaign, utm_content, utm_term, mapping_key_id
            FROM session WHERE person_id = ANY (?)
            """;

    private static final String CONTEXTS =
            "SELECT x.context_id," + WebContextColumns.SELECT + "FROM web_context x WHERE x.context_id = ANY (?)";

    private final Database database;

    SqlVisits(Database database) {
        this.database = database;
    }

    /** The sessions of some people, without their circumstances. */
    Map<UUID, List<Visit>> ofPeople(List<UUID> personIds) {
        Map<UUID, List<Visit>> visits = new HashMap<>();
        database.list(
                OF_PEOPLE,
                parameters -> parameters.uuids(personIds, id -> id),
                row -> visits.computeIfAbsent(row.uuid("person_id"), id -> new ArrayList<>())
                        .add(visit(row)));
        return visits;
    }

    private static Visit visit(SqlRow row) throws SQLException {
        return new Visit(
                row.uuid("session_id"),
                new Visit.Stay(row.text("visitor_id"), row.time("started_at"), row.time("ended_at")),
                row.optionalText("form_type").map(FormType::valueOf).orElse(null),
                new WebPages(
                        row.text("landing_page"),
                        row.text("landing_page_raw"),
                        row.text("referrer_page"),
                        row.text("referrer_page_raw"),
                        row.text("form_url"),
                        row.optionalText("form_name").orElse("")),
                new Visit.Arrival(
                        row.text("referrer_host"),
                        new CampaignParameters(
                                row.text("utm_source"),
                                row.text("utm_medium"),
                                row.text("utm_campaign"),
                                row.text("utm_content"),
                                row.text("utm_term"),
                                List.of())),
                new Visit.Circumstances(row.optionalUuid("context_id").orElse(null), WebContext.UNKNOWN),
                row.uuid("mapping_key_id"));
    }

    /** Adds the circumstances, of which there are a few for many sessions. */
    void addContexts(Map<UUID, List<Visit>> visits) {
        List<UUID> contextIds = visits.values().stream()
                .flatMap(List::stream)
                .map(visit -> visit.circumstances().contextId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (contextIds.isEmpty()) {
            return;
        }
        Map<UUID, WebContext> contexts = new HashMap<>();
        database.list(
                CONTEXTS,
                parameters -> parameters.uuids(contextIds, id -> id),
                row -> contexts.put(row.uuid("context_id"), WebContextColumns.read(row)));
        visits.values().forEach(ofPerson -> ofPerson.replaceAll(visit -> in(visit, contexts)));
    }

    private static Visit in(Visit visit, Map<UUID, WebContext> contexts) {
        UUID contextId = visit.circumstances().contextId();
        return contextId == null ? visit : visit.in(contexts.getOrDefault(contextId, WebContext.UNKNOWN));
    }
}
