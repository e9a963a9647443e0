package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People of one instance.
 *
 * <p><b>Boundaries:</b> at most {@value #MAX_VALUES} filter values per call. Which fields the instance has is looked up
 * before the first read and every 24 hours. A filter that Marketo cannot answer at once (1003, 604) is split in two.
 */
public final class LeadsApi {
    /** Filter values of one call, at most. */
    public static final int MAX_VALUES = 300;

    private static final Duration FIELDS_LIFE = Duration.ofHours(24);
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";

    private final MarketoClient client;
    private final Clock clock;
    private @Nullable InstanceFields fields;
    private Instant fieldsUntil = Instant.MIN;

    LeadsApi(MarketoClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Calls made so far. */
    public long calls() {
        return client.calls();
    }

    /** The fields that the instance has. */
    public synchronized InstanceFields fields() {
        @Nullable InstanceFields known = fields;
        if (known == null || !clock.instant().isBefore(fieldsUntil)) {
            known = describe();
            remember(known);
            // Once per look-up, which is once a day for a process that stays up.
            known.missing()
                    .forEach(name -> Log.warnf("FIELD_MISSING %s: Marketo has no such field; it stays empty", name));
        }
        return known;
    }

    /** Everybody with one of these ids, with all fields that the instance has. */
    public List<MarketoLead> byIds(Collection<Long> ids) {
        return byFilter("id", ids.stream().map(String::valueOf).toList());
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
        InstanceFields asked = fields();
        try {
            return pages(filterType, values, asked);
        } catch (MarketoFailure failure) {
            if (!(failure.error() instanceof MarketoError.UnknownField unknown)) {
                throw failure;
            }
            // The catalogue changed under us, or describe tells of a field that reads do not know: ask again without
            // it.
            InstanceFields fresh = describe();
            InstanceFields usable = unknown.name().map(fresh::without).orElse(fresh);
            remember(usable);
            return pages(filterType, values, usable);
        }
    }

    private List<MarketoLead> pages(String filterType, List<String> values, InstanceFields asked) {
        try {
            return allPages(filterType, values, asked);
        } catch (MarketoFailure failure) {
            boolean splittable = failure.error() instanceof MarketoError.TooManyMatches
                    || failure.error() instanceof MarketoError.TimedOut;
            if (!splittable || values.size() == 1) {
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
        while (true) {
            JsonNode body = client.read(LEADS, parameters);
            // No match at all comes without a result.
            body.path("result").forEach(lead -> leads.add(MarketoLead.fromJson(lead, asked)));
            String next = body.path("nextPageToken").asText();
            if (next.isEmpty()) {
                return leads;
            }
            parameters.put("nextPageToken", next);
        }
    }

    private InstanceFields describe() {
        return InstanceFields.fromDescribe(client.read(DESCRIBE, Map.of()).path("result"));
    }

    private synchronized void remember(InstanceFields known) {
        fields = known;
        fieldsUntil = clock.instant().plus(FIELDS_LIFE);
    }
}
