package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * People of one instance.
 *
 * <p><b>Boundaries:</b> at most {@value #MAX_VALUES} filter values per call. Which fields the instance has is looked up
 * before the first read and every 24 hours; a field that Marketo stops knowing is left out and the call repeated once. A filter
 * that Marketo cannot answer at once (1003, 604, an answer that is too large) is split in two; {@link #byIdsInParts} goes down to
 * those who cannot be read at all.
 */
public final class LeadsApi {
    /** Filter values of one call, at most. */
    public static final int MAX_VALUES = 300;
    /** What may pass by itself is tried so often before it is taken for one person's fault. */
    public static final int TRIES = 5;

    private static final String LEADS = "/rest/v1/leads.json";

    private final LaneClient client;
    private final InstanceCatalogue catalogue;

    LeadsApi(LaneClient client, InstanceCatalogue catalogue) {
        this.client = client;
        this.catalogue = catalogue;
    }

    /** The fields that the instance has. */
    public InstanceFields fields() {
        return catalogue.fields(client);
    }

    /** The fields, looked up again after Marketo did not know one of them, and without that one. */
    public InstanceFields fieldsAfter(MarketoError.UnknownField unknown) {
        return catalogue.refresh(client, unknown);
    }

    /** Everybody with one of these ids, with all fields that the instance has. */
    public List<MarketoLead> byIds(Collection<Long> ids) {
        return byFilter("id", ids.stream().map(String::valueOf).toList());
    }

    /**
     * As {@link #byIds}, but around those whom Marketo cannot answer with, whatever they are asked for together with. A call that fails
     * for a system error of Marketo's (611), which may be one person's fault, is halved too.
     *
     * @throws MarketoFailure also if nearly nobody can be read, which is nobody's own fault
     */
    public ReadInParts byIdsInParts(Collection<Long> ids) {
        return withKnownFields(fields -> ReadInParts.of(
                ids, part -> allPages("id", part.stream().map(String::valueOf).toList(), fields)));
    }

    /**
     * As {@link #byIds} at first, and as {@link #byIdsInParts} once that failed {@value #TRIES} times in a row: only then it is likely that
     * one of these people is the reason.
     *
     * @param failures failures in a row so far
     */
    public ReadInParts byIdsAfter(int failures, Collection<Long> ids) {
        return failures < TRIES ? new ReadInParts(byIds(ids), Map.of()) : byIdsInParts(ids);
    }

    /** Those of the ids that exist. */
    public List<Long> existing(Collection<Long> ids) {
        InstanceFields idOnly = new InstanceFields(Map.of(LeadField.ID, "id"));
        return pages("id", ids.stream().map(String::valueOf).toList(), idOnly).stream()
                .map(MarketoLead::id)
                .toList();
    }

    /**
     * Everybody whose field has one of these values.
     *
     * @param filterType a searchable field of the instance
     * @param values 1 to {@value #MAX_VALUES}
     * @throws MarketoFailure if Marketo does not answer; nothing of the call is then to be used
     */
    public List<MarketoLead> byFilter(String filterType, List<String> values) {
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw new IllegalArgumentException("a call takes 1 to " + MAX_VALUES + " values but has " + values.size());
        }
        return withKnownFields(fields -> pages(filterType, values, fields));
    }

    /**
     * A page of the members of a static list.
     *
     * @param token {@link FeedPage#nextToken()} of the page before; empty for the first
     */
    public FeedPage<MarketoLead> list(long listId, String token) {
        return withKnownFields(fields -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("fields", String.join(",", fields.names().values()));
            parameters.put("batchSize", Integer.toString(MAX_VALUES));
            if (!token.isEmpty()) {
                parameters.put("nextPageToken", token);
            }
            return page("/rest/v1/lists/" + listId + "/leads.json", parameters, fields);
        });
    }

    /** Reads with the fields that are known; if Marketo does not know one of them any more, once again without it. */
    private <T> T withKnownFields(Function<InstanceFields, T> read) {
        try {
            return read.apply(fields());
        } catch (MarketoFailure failure) {
            if (failure.error() instanceof MarketoError.UnknownField unknown) {
                return read.apply(catalogue.refresh(client, unknown));
            }
            throw failure;
        }
    }

    private List<MarketoLead> pages(String filterType, List<String> values, InstanceFields asked) {
        try {
            return allPages(filterType, values, asked);
        } catch (MarketoFailure failure) {
            if (!failure.error().isSplittable() || values.size() == 1) {
                throw failure;
            }
            int half = values.size() / 2;
            List<MarketoLead> both = new ArrayList<>(pages(filterType, values.subList(0, half), asked));
            both.addAll(pages(filterType, values.subList(half, values.size()), asked));
            return both;
        }
    }

    private List<MarketoLead> allPages(String filterType, List<String> values, InstanceFields asked) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("filterType", filterType);
        parameters.put("filterValues", String.join(",", values));
        parameters.put("fields", String.join(",", asked.names().values()));
        parameters.put("batchSize", Integer.toString(MAX_VALUES));
        List<MarketoLead> leads = new ArrayList<>();
        FeedPage<MarketoLead> page = page(LEADS, parameters, asked);
        leads.addAll(page.items());
        while (page.more()) {
            parameters.put("nextPageToken", page.nextToken());
            page = page(LEADS, parameters, asked);
            leads.addAll(page.items());
        }
        return leads;
    }

    /** A token says that there is more; {@code moreResult} may be missing here. */
    private FeedPage<MarketoLead> page(String path, Map<String, String> parameters, InstanceFields asked) {
        JsonNode body = client.read(path, parameters);
        List<MarketoLead> leads = new ArrayList<>();
        // No match at all comes without a result.
        body.path("result").forEach(lead -> leads.add(MarketoLead.fromJson(lead, asked)));
        String next = JsonText.of(body, "nextPageToken");
        return new FeedPage<>(leads, next, !next.isEmpty());
    }
}
