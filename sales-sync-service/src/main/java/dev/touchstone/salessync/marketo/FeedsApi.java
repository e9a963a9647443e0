package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The feeds of one instance: what changed, what happened, what was deleted, from a paging token on.
 *
 * <p><b>Boundaries:</b> a page may be short or empty although there are more; its token is always to be kept. A token that
 * Marketo does not take ends the call with {@link MarketoError.Permanent} as a rule; then a new one has to be asked for.
 */
public final class FeedsApi {
    /** Types of activities that one call can ask for. */
    public static final int MAX_TYPES = 10;
    /** Leads that one call can ask for. */
    public static final int MAX_LEADS = 30;

    static final String PAGING_TOKEN = "/rest/v1/activities/pagingtoken.json";
    private static final String LEAD_CHANGES = "/rest/v1/activities/leadchanges.json";
    private static final String ACTIVITIES = "/rest/v1/activities.json";
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
        String token = client.read(PAGING_TOKEN, Map.of("sinceDatetime", MarketoTime.format(since)))
                .path("nextPageToken")
                .asText();
        if (token.isEmpty()) {
            throw new MarketoFailure(MarketoError.Unreachable.read("no paging token"));
        }
        return token;
    }

    /** New leads, and changes of the fields that the sync reads. */
    public FeedPage<LeadChange> leadChanges(String token) {
        Map<String, String> parameters = parameters(token);
        parameters.put(
                "fields",
                String.join(",", new TreeMap<>(catalogue.fields(client).names()).values()));
        return page(LEAD_CHANGES, parameters, FeedsApi::leadChange);
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
        return page(ACTIVITIES, parameters, FeedsApi::activity);
    }

    /** Leads that were deleted; those of the last 14 days at most. */
    public FeedPage<DeletedLead> deletedLeads(String token) {
        return page(
                DELETED_LEADS,
                parameters(token),
                item -> new DeletedLead(guid(item), leadId(item), MarketoTime.parse(text(item, "activityDate"))));
    }

    /** The id of each activity type of the instance, by its name: "Merge Leads", "New Lead" ... */
    public Map<String, Integer> activityTypes() {
        Map<String, Integer> ids = new HashMap<>();
        client.read(TYPES, Map.of())
                .path("result")
                .forEach(type -> ids.put(text(type, "name"), type.path("id").asInt()));
        return Map.copyOf(ids);
    }

    private <T> FeedPage<T> page(String path, Map<String, String> parameters, Function<JsonNode, T> item) {
        JsonNode body = client.read(path, parameters);
        List<T> items = new ArrayList<>();
        // Nothing at all comes without a result.
        body.path("result").forEach(element -> items.add(item.apply(element)));
        String next = body.path("nextPageToken").asText();
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

    private static LeadChange leadChange(JsonNode item) {
        List<String> names = new ArrayList<>();
        item.path("fields").forEach(field -> names.add(text(field, "name")));
        return new LeadChange(
                guid(item),
                leadId(item),
                MarketoTime.parse(text(item, "activityDate")),
                item.path("activityTypeId").asInt(),
                names);
    }

    private static MarketoActivity activity(JsonNode item) {
        Map<String, String> attributes = new HashMap<>();
        item.path("attributes").forEach(attribute -> {
            JsonNode value = attribute.path("value");
            if (!value.isNull() && !value.isMissingNode()) {
                attributes.put(text(attribute, "name"), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        JsonNode primaryId = item.path("primaryAttributeValueId");
        MarketoActivity.Primary primary = new MarketoActivity.Primary(
                primaryId.isNumber() || primaryId.asLong() > 0
                        ? OptionalLong.of(primaryId.asLong())
                        : OptionalLong.empty(),
                text(item, "primaryAttributeValue"));
        return new MarketoActivity(
                guid(item),
                leadId(item),
                MarketoTime.parse(text(item, "activityDate")),
                item.path("activityTypeId").asInt(),
                primary,
                attributes);
    }

    private static String guid(JsonNode item) {
        String guid = text(item, "marketoGUID");
        return guid.isEmpty() ? text(item, "id") : guid;
    }

    private static long leadId(JsonNode item) {
        long id = item.path("leadId").asLong();
        if (id < 1) {
            throw new MarketoFailure(MarketoError.Unreachable.read("a signal without a lead"));
        }
        return id;
    }

    /** A null is no text, too. */
    private static String text(JsonNode item, String name) {
        JsonNode value = item.path(name);
        return value.isNull() ? "" : value.asText();
    }

    private static String joined(Collection<? extends Number> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
