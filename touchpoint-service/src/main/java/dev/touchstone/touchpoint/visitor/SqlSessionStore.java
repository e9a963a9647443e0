package dev.touchstone.touchpoint.visitor;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.session.FormType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions in PostgreSQL, as derivation sees them. */
@ApplicationScoped
class SqlSessionStore implements SessionStore {
    private static final String READ =
            "SELECT visitor_id, session_id, person_id, digest FROM session WHERE visitor_id = ANY (?)";

    private static final String WRITE = """
            INSERT INTO session (visitor_id, session_id, started_at, ended_at, start_reason, page_view_count,
                                 form_submission_count, landing_page, landing_page_raw, referrer_page, referrer_page_raw,
                                 referrer_host, utm_source, utm_medium, utm_campaign, utm_content, utm_term, form_url,
                                 form_type, form_name, carried_over_session_id, context_id, person_id, mapping_key_id,
                                 digest)
            SELECT * FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::integer[],
                                 ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[])
            ON CONFLICT (visitor_id, session_id) DO UPDATE
            SET started_at = excluded.started_at, ended_at = excluded.ended_at, start_reason = excluded.start_reason,
                page_view_count = excluded.page_view_count, form_submission_count = excluded.form_submission_count,
                landing_page = excluded.landing_page, landing_page_raw = excluded.landing_page_raw,
                referrer_page = excluded.referrer_page, referrer_page_raw = excluded.referrer_page_raw,
                referrer_host = excluded.referrer_host, utm_source = excluded.utm_source,
                utm_medium = excluded.utm_medium, utm_campaign = excluded.utm_campaign,
                utm_content = excluded.utm_content, utm_term = excluded.utm_term, form_url = excluded.form_url,
                form_type = excluded.form_type, form_name = excluded.form_name,
                carried_over_session_id = excluded.carried_over_session_id, context_id = excluded.context_id,
                person_id = excluded.person_id, mapping_key_id = excluded.mapping_key_id, digest = excluded.digest
            """;

    private static final String REMOVE = """
            DELETE FROM session s USING unnest(?::text[], ?::uuid[]) AS gone (visitor_id, session_id)
            WHERE s.visitor_id = gone.visitor_id AND s.session_id = gone.session_id
            """;

    private final Database database;

    SqlSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Stored> read(List<String> visitorIds) {
        return database.list(
                READ,
                parameters -> parameters.texts(visitorIds, id -> id),
                row -> new Stored(
                        row.text("visitor_id"),
                        row.uuid("session_id"),
                        row.optionalUuid("person_id").orElse(null),
                        row.uuid("digest")));
    }

    @Override
    public void write(List<DerivedSession> sessions) {
        database.update(
                WRITE,
                parameters -> parameters
                        .texts(sessions, derived -> derived.session().visitorId())
                        .uuids(sessions, derived -> derived.session().sessionId())
                        .times(sessions, derived -> derived.session().activity().start())
                        .times(sessions, derived -> derived.session().activity().end())
                        .texts(
                                sessions,
                                derived -> derived.session().startReason().name())
                        .integers(
                                sessions,
                                derived -> derived.session().activity().pageViews())
                        .integers(
                                sessions,
                                derived -> derived.session().activity().formSubmissions())
                        .texts(sessions, derived -> derived.pages().landingPage())
                        .texts(sessions, derived -> derived.pages().landingPageRaw())
                        .texts(sessions, derived -> derived.pages().referrerPage())
                        .texts(sessions, derived -> derived.pages().referrerPageRaw())
                        .texts(sessions, DerivedSession::referrerHost)
                        .texts(
                                sessions,
                                derived ->
                                        derived.session().arrival().campaign().utmSource())
                        .texts(
                                sessions,
                                derived ->
                                        derived.session().arrival().campaign().utmMedium())
                        .texts(
                                sessions,
                                derived ->
                                        derived.session().arrival().campaign().utmCampaign())
                        .texts(
                                sessions,
                                derived ->
                                        derived.session().arrival().campaign().utmContent())
                        .texts(
                                sessions,
                                derived ->
                                        derived.session().arrival().campaign().utmTerm())
                        .texts(sessions, derived -> derived.pages().formUrl())
                        .texts(sessions, SqlSessionStore::formType)
                        .texts(sessions, SqlSessionStore::formName)
                        .uuids(sessions, DerivedSession::carriedOverSessionId)
                        .uuids(
                                sessions,
                                derived -> derived.session().beginning().contextId())
                        .uuids(sessions, DerivedSession::personId)
                        .uuids(sessions, derived -> derived.mappingKey().id())
                        .uuids(sessions, DerivedSession::digest));
    }

    @Override
    public void remove(List<Stored> sessions) {
        database.update(
                REMOVE,
                parameters -> parameters.texts(sessions, Stored::visitorId).uuids(sessions, Stored::sessionId));
    }

    private static @Nullable String formType(DerivedSession derived) {
        FormType type = derived.firstForm();
        return type == null ? null : type.name();
    }

    private static @Nullable String formName(DerivedSession derived) {
        String name = derived.pages().formName();
        return name.isEmpty() ? null : name;
    }
}
