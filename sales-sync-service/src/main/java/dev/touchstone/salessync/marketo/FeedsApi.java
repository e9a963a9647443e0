package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The feeds of one instance: what changed, what happened, what was deleted, from a paging token on.
 *
 * <p><b>Boundaries:</b> a page may be short or empty although there are more; its token is always to be kept. A token that
 * Marketo does not take ends the call with {@link MarketoError.Permanent} as a rule; then a new one has to be asked for. An
 * entry that names no lead is left out and counted, and one whose time cannot be read happened now: a page that is refused for
 * one of its entries would be refused each time.
 */
public final class FeedsApi {
    /** Types of activities that one call can ask for. */
    public static final int MAX_TYPES = 10;
    /** Leads that one call can ask for. */
    public static final int MAX_LEADS = 30;

    static final String PAGING_TOKEN = "/rest/v1/activities/pagingtoken.json";
    private static final String LEAD_CHANGES = "/rest/v1/activities/leadchanges.json";
    static final String ACTIVITIES = "/rest/v1/activities.json";
    private static final String DELETED_LEADS = "/rest/v1/activities/deletedleads.json";
    private static final String TYPES = "/rest/v1/activities/types.json";
    private static final String BATCH = "300";

    private final LaneClient client;
    private final InstanceCatalogue catalogue;

    FeedsApi(LaneClient client, InstanceCatalogue catalogue) {
        this.client = client;
        this.catalogue = catalogue;
    }

    /** A token from which on each feed tells what happened at or after this time. */
    public String pagingToken(Instant since) {
        JsonNode body = client.read(PAGING_TOKEN, Map.of("sinceDatetime", MarketoTime.format(since)));
        String token = JsonText.of(body, "nextPageToken");
        if (token.isEmpty()) {
            throw new MarketoFailure(MarketoError.Unreachable.read("no paging token"));
        }
        return token;
    }

    /** New leads, and changes of the fields that the sync reads; of one that Marketo does not know any more, no longer. */
    public LeadChanges leadChanges(String token) {
        try {
            return leadChanges(token, catalogue.fields(client));
        } catch (MarketoFailure failure) {
            if (failure.error() instanceof MarketoError.UnknownField unknown) {
                return leadChanges(token, catalogue.refresh(client, unknown));
            }
            throw failure;
        }
    }

    private LeadChanges leadChanges(String token, InstanceFields fields) {
        Map<String, String> parameters = parameters(token);
        parameters.put("fields", String.join(",", new TreeMap<>(fields.names()).values()));
        return new LeadChanges(
                page(LEAD_CHANGES, parameters, this::leadChange), fields.names().keySet());
    }

    /**
     * Activities of these types.
     *
     * @param typeIds 1 to {@value #MAX_TYPES}
     * @param leadIds at most {@value #MAX_LEADS}; empty for everybody's
     */
    public FeedPage<MarketoActivity> activities(String token, Collection<Integer> typeIds, Collection<Long> leadIds) {
        if (typeIds.isEmpty() || typeIds.size() > MAX_TYPES || leadIds.size() > MAX_LEADS) {
            throw new IllegalArgumentException("a call takes 1 to " + MAX_TYPES + " types and at most " + MAX_LEADS
                    + " leads but has " + typeIds.size() + " and " + leadIds.size());
        }
        Map<String, String> parameters = parameters(token);
        parameters.put("activityTypeIds", joined(typeIds));
        if (!leadIds.isEmpty()) {
            parameters.put("leadIds", joined(leadIds));
        }
        return page(ACTIVITIES, parameters, this::activity);
    }

    /** Leads that were deleted; those of the last 14 days at most. */
    public FeedPage<DeletedLead> deletedLeads(String token) {
        return page(DELETED_LEADS, parameters(token), (item, leadId) -> new DeletedLead(guid(item), leadId, at(item)));
    }

    /** The id of each activity type of the instance, by its name: "Merge Leads", "New Lead" ... */
    public Map<String, Integer> activityTypes() {
        Map<String, Integer> ids = new HashMap<>();
        client.read(TYPES, Map.of())
                .path("result")
                .forEach(type ->
                        ids.put(JsonText.of(type, "name"), type.path("id").asInt()));
        return Map.copyOf(ids);
    }

    /** Reads an entry of a feed, whose lead is known already. */
    @FunctionalInterface
    private interface Entry<T> {
        T read(JsonNode item, long leadId);
    }

    private <T> FeedPage<T> page(String path, Map<String, String> parameters, Entry<T> entry) {
        JsonNode body = client.read(path, parameters);
        List<T> items = new ArrayList<>();
        // Nothing at all comes without a result.
        for (JsonNode item : body.path("result")) {
            long leadId = item.path("leadId").asLong();
            if (leadId > 0) {
                items.add(entry.read(item, leadId));
            } else {
                client.skipped(path);
            }
        }
        String next = JsonText.of(body, "nextPageToken");
        boolean more = body.path("moreResult").asBoolean(false);
        if (next.isEmpty() && more) {
            throw new MarketoFailure(MarketoError.Unreachable.read("more to come, but no token for it"));
        }
        return new FeedPage<>(items, next, more);
    }

    private static Map<String, String> parameters(String token) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("nextPageToken", token);
        parameters.put("batchSize", BATCH);
        return parameters;
    }

    private LeadChange leadChange(JsonNode item, long leadId) {
        List<String> names = new ArrayList<>();
        item.path("fields").forEach(field -> names.add(JsonText.of(field, "name")));
        return new LeadChange(
                guid(item), leadId, at(item), item.path("activityTypeId").asInt(), names);
    }

    private MarketoActivity activity(JsonNode item, long leadId) {
        Map<String, String> attributes = new HashMap<>();
        item.path("attributes").forEach(attribute -> {
            JsonNode value = attribute.path("value");
            if (!value.isNull() && !value.isMissingNode()) {
                attributes.put(JsonText.of(attribute, "name"), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        JsonNode primaryId = item.path("primaryAttributeValueId");
        MarketoActivity.Primary primary = new MarketoActivity.Primary(
                primaryId.isNumber() || primaryId.asLong() > 0
                        ? OptionalLong.of(primaryId.asLong())
                        : OptionalLong.empty(),
                JsonText.of(item, "primaryAttributeValue"));
        return new MarketoActivity(
                guid(item), leadId, at(item), item.path("activityTypeId").asInt(), primary, attributes);
    }

    /** The identity of an entry (R-I-6); the integer {@code id} is none, since it may be repeated. */
    private static String guid(JsonNode item) {
        return JsonText.of(item, "marketoGUID");
    }

    private Instant at(JsonNode item) {
        return MarketoTime.find(JsonText.of(item, "activityDate")).orElseGet(client::now);
    }

    private static String joined(Collection<? extends Number> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
