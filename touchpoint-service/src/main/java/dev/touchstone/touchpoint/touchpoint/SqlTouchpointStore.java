package dev.touchstone.touchpoint.touchpoint;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.generate.Effort;
import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.WebPages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Touchpoints in PostgreSQL, as derivation sees them. */
@ApplicationScoped
class SqlTouchpointStore implements TouchpointStore {
    private static final String READ =
            "SELECT person_id, touchpoint_id, digest, mapping_key_id FROM touchpoint WHERE person_id = ANY (?)";

    private static final String INSERT = """
            INSERT INTO touchpoint (person_id, touchpoint_id, type, touched_at, positions, source, medium, campaign_name,
                                    campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page,
                                    referrer_page_raw, form_url, form_name, context_id, no_buyer_reason, fact_kind, fact_id, generation_rule,
                                    generation_rule_version, mapping_key_id, segments, suppressing_rule, overlaps_with, removing_rule, digest)
            SELECT person_id, touchpoint_id, type, touched_at, string_to_array(positions, ','), source, medium,
                   campaign_name, campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page,
                   referrer_page_raw, form_url, form_name, context_id, no_buyer_reason, fact_kind, fact_id, generation_rule, generation_rule_version,
                   mapping_key_id, segments::text[], suppressing_rule, overlaps_with, removing_rule, digest
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[])
                 AS t (person_id, touchpoint_id, type, touched_at, positions, source, medium, campaign_name,
                       campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page,
                       referrer_page_raw, form_url, form_name, context_id, no_buyer_reason, fact_kind, fact_id, generation_rule,
                       generation_rule_version, mapping_key_id, segments, suppressing_rule, overlaps_with, removing_rule, digest)
            """;

    private static final String REPLACE = INSERT + """
            ON CONFLICT (person_id, touchpoint_id) DO UPDATE
            SET type = excluded.type, touched_at = excluded.touched_at, positions = excluded.positions,
                source = excluded.source, medium = excluded.medium, campaign_name = excluded.campaign_name,
                campaign_id = excluded.campaign_id, content = excluded.content, keyword = excluded.keyword,
                landing_page = excluded.landing_page, landing_page_raw = excluded.landing_page_raw,
                referrer_page = excluded.referrer_page, referrer_page_raw = excluded.referrer_page_raw,
                form_url = excluded.form_url, form_name = excluded.form_name, context_id = excluded.context_id,
                no_buyer_reason = excluded.no_buyer_reason, generation_rule = excluded.generation_rule,
                generation_rule_version = excluded.generation_rule_version,
                mapping_key_id = excluded.mapping_key_id, segments = excluded.segments,
                suppressing_rule = excluded.suppressing_rule, overlaps_with = excluded.overlaps_with,
                removing_rule = excluded.removing_rule,
                digest = excluded.digest
            """;

    private static final String REMOVE = """
            DELETE FROM touchpoint t USING unnest(?::uuid[], ?::uuid[]) AS gone (person_id, touchpoint_id)
            WHERE t.person_id = gone.person_id AND t.touchpoint_id = gone.touchpoint_id
            """;

    private static final String COUNT = """
            INSERT INTO mapping_key_count_delta (mapping_key_id, touchpoint_count)
            SELECT mapping_key_id, touchpoint_count FROM unnest(?::uuid[], ?::integer[]) AS d (mapping_key_id, touchpoint_count)
            """;

    private final Database database;
    private final SqlChangeFeed changeFeed;

    SqlTouchpointStore(Database database, SqlChangeFeed changeFeed) {
        this.database = database;
        this.changeFeed = changeFeed;
    }

    @Override
    public List<Stored> read(List<UUID> personIds) {
        return database.list(
                READ,
                parameters -> parameters.uuids(personIds, id -> id),
                row -> new Stored(
                        row.uuid("person_id"),
                        row.uuid("touchpoint_id"),
                        row.uuid("digest"),
                        row.uuid("mapping_key_id")));
    }

    @Override
    public void apply(Changes changes) {
        if (!changes.created().isEmpty()) {
            write(INSERT, changes.created());
        }
        if (!changes.updated().isEmpty()) {
            write(REPLACE, changes.updated());
        }
        if (!changes.removed().isEmpty()) {
            database.update(
                    REMOVE,
                    parameters -> parameters
                            .uuids(changes.removed(), Stored::personId)
                            .uuids(changes.removed(), Stored::touchpointId));
        }
        changeFeed.append(changes);
        count(changes);
    }

    /** By how much each key has more or fewer touchpoints than before. */
    private void count(Changes changes) {
        Map<UUID, Integer> byKey = new HashMap<>();
        Set<UUID> rekeyed = changes.rekeyed().stream().map(Stored::touchpointId).collect(Collectors.toSet());
        Stream.concat(
                        changes.created().stream(),
                        changes.updated().stream().filter(touchpoint -> rekeyed.contains(touchpoint.touchpointId())))
                .forEach(touchpoint -> byKey.merge(touchpoint.content().mappingKeyId(), 1, Integer::sum));
        Stream.concat(changes.removed().stream(), changes.rekeyed().stream())
                .forEach(stored -> byKey.merge(stored.mappingKeyId(), -1, Integer::sum));
        List<Map.Entry<UUID, Integer>> deltas =
                byKey.entrySet().stream().filter(delta -> delta.getValue() != 0).toList();
        if (!deltas.isEmpty()) {
            database.update(
                    COUNT,
                    parameters -> parameters.uuids(deltas, Map.Entry::getKey).integers(deltas, Map.Entry::getValue));
        }
    }

    private void write(String sql, List<Touchpoint> touchpoints) {
        database.update(
                sql,
                parameters -> parameters
                        .uuids(touchpoints, Touchpoint::personId)
                        .uuids(touchpoints, Touchpoint::touchpointId)
                        .texts(touchpoints, touchpoint -> touchpoint.type().name())
                        .times(touchpoints, Touchpoint::touchedAt)
                        .texts(touchpoints, SqlTouchpointStore::positions)
                        .texts(touchpoints, effort(Effort::source))
                        .texts(touchpoints, effort(Effort::medium))
                        .texts(touchpoints, effort(Effort::campaignName))
                        .texts(touchpoints, effort(Effort::campaignId))
                        .texts(touchpoints, effort(Effort::content))
                        .texts(touchpoints, effort(Effort::keyword))
                        .texts(touchpoints, pages(WebPages::landingPage))
                        .texts(touchpoints, pages(WebPages::landingPageRaw))
                        .texts(touchpoints, pages(WebPages::referrerPage))
                        .texts(touchpoints, pages(WebPages::referrerPageRaw))
                        .texts(touchpoints, pages(WebPages::formUrl))
                        .texts(touchpoints, SqlTouchpointStore::formName)
                        .uuids(touchpoints, touchpoint -> touchpoint.content().contextId())
                        .texts(touchpoints, SqlTouchpointStore::noBuyerReason)
                        .texts(
                                touchpoints,
                                touchpoint -> touchpoint.origin().fact().kind().name())
                        .texts(
                                touchpoints,
                                touchpoint -> touchpoint.origin().fact().id())
                        .texts(touchpoints, touchpoint -> touchpoint.origin().rule())
                        .numbers(touchpoints, touchpoint -> touchpoint.origin().ruleVersion())
                        .uuids(touchpoints, touchpoint -> touchpoint.content().mappingKeyId())
                        .texts(touchpoints, SqlTouchpointStore::segments)
                        .texts(touchpoints, touchpoint -> touchpoint.standing().suppressingRule())
                        .uuids(touchpoints, touchpoint -> touchpoint.standing().overlapsWith())
                        .texts(touchpoints, touchpoint -> touchpoint.standing().removingRule())
                        .uuids(touchpoints, TouchpointDigest::of));
    }

    private static String positions(Touchpoint touchpoint) {
        return touchpoint.positions().stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** An array in PostgreSQL's notation, since segments may hold any character; null for none. */
    private static @Nullable String segments(Touchpoint touchpoint) {
        List<String> segments = touchpoint.standing().segments();
        return segments.isEmpty()
                ? null
                : segments.stream()
                        .map(segment -> segment.replace("\\", "\\\\").replace("\"", "\\\""))
                        .collect(Collectors.joining("\",\"", "{\"", "\"}"));
    }

    private static @Nullable String noBuyerReason(Touchpoint touchpoint) {
        NoBuyerReason reason = touchpoint.noBuyerReason();
        return reason == null ? null : reason.name();
    }

    private static @Nullable String formName(Touchpoint touchpoint) {
        String name = touchpoint.content().pages().formName();
        return name.isEmpty() ? null : name;
    }

    private static Function<Touchpoint, String> effort(Function<Effort, String> field) {
        return touchpoint -> field.apply(touchpoint.content().effort());
    }

    private static Function<Touchpoint, String> pages(Function<WebPages, String> field) {
        return touchpoint -> field.apply(touchpoint.content().pages());
    }
}
