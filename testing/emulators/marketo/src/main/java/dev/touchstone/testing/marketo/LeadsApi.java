package dev.touchstone.testing.marketo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads by filter, as {@code GET /rest/v1/leads.json} answers.
 *
 * <p><b>Boundaries:</b> at most 300 filter values and 300 leads per page; more than 1,000 matches are refused with 1003; an
 * unknown field fails the whole call with 1006. When nothing matches, the answer has no {@code result} at all.
 */
final class LeadsApi {
    private static final int MAX_VALUES = 300;
    private static final int MAX_BATCH = 300;
    private static final int MAX_MATCHES = 1_000;
    private static final List<String> DEFAULT_FIELDS =
            List.of("id", "email", "updatedAt", "createdAt", "lastName", "firstName");

    private final FieldCatalogue fields;
    private final LeadStore leads;

    LeadsApi(FieldCatalogue fields, LeadStore leads) {
        this.fields = fields;
        this.leads = leads;
    }

    Map<String, Object> find(Request request) throws ApiRefusal {
        String filterType =
                request.parameter("filterType").orElseThrow(() -> new ApiRefusal("1003", "filterType not specified"));
        if (fields.find(filterType).filter(FieldCatalogue.Field::searchable).isEmpty()) {
            throw new ApiRefusal("1003", "Invalid filterType '" + filterType + "'");
        }
        List<String> names = fieldNames(request);
        int batch = batchSize(request);
        long after = after(request);
        List<Map<String, @Nullable Object>> matches = leads.matching(filterType, filterValues(request));
        if (matches.size() > MAX_MATCHES) {
            throw new ApiRefusal("1003", "Too many results match the filter");
        }
        List<Map<String, @Nullable Object>> rest = new ArrayList<>();
        for (Map<String, @Nullable Object> lead : matches) {
            if (id(lead) > after) {
                rest.add(lead);
            }
        }
        return page(rest, batch, names);
    }

    private static Map<String, Object> page(List<Map<String, @Nullable Object>> rest, int batch, List<String> names) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (rest.isEmpty()) {
            return body;
        }
        List<Map<String, @Nullable Object>> page = rest.subList(0, Math.min(batch, rest.size()));
        List<Map<String, @Nullable Object>> result = new ArrayList<>(page.size());
        for (Map<String, @Nullable Object> lead : page) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("id", lead.get("id"));
            names.forEach(name -> shown.put(name, lead.get(name)));
            result.add(shown);
        }
        body.put("result", result);
        if (page.size() < rest.size()) {
            body.put("nextPageToken", token(id(page.get(page.size() - 1))));
        }
        return body;
    }

    private List<String> fieldNames(Request request) throws ApiRefusal {
        Optional<String> asked = request.parameter("fields");
        if (asked.isEmpty()) {
            return DEFAULT_FIELDS.stream()
                    .filter(name -> fields.find(name).isPresent())
                    .toList();
        }
        List<String> names = split(asked.get());
        for (String name : names) {
            if (fields.find(name).isEmpty()) {
                throw new ApiRefusal("1006", "Field '" + name + "' not found");
            }
        }
        return names;
    }

    private static List<String> filterValues(Request request) throws ApiRefusal {
        List<String> values = split(request.parameter("filterValues")
                .orElseThrow(() -> new ApiRefusal("1003", "filterValues not specified")));
        if (values.size() > MAX_VALUES) {
            throw new ApiRefusal("1003", "At most " + MAX_VALUES + " filterValues but there are " + values.size());
        }
        return values;
    }

    private static int batchSize(Request request) throws ApiRefusal {
        Optional<String> asked = request.parameter("batchSize");
        if (asked.isEmpty()) {
            return MAX_BATCH;
        }
        try {
            int size = Integer.parseInt(asked.get());
            if (size >= 1 && size <= MAX_BATCH) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            throw new ApiRefusal("1001", "batchSize is no number");
        }
        throw new ApiRefusal("1003", "batchSize must be 1 to " + MAX_BATCH);
    }

    private static long after(Request request) throws ApiRefusal {
        Optional<String> token = request.parameter("nextPageToken");
        if (token.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notIssuedHere) {
            throw new ApiRefusal("1003", "Invalid nextPageToken");
        }
    }

    private static String token(long lastId) {
        return Base64.getUrlEncoder().encodeToString(Long.toString(lastId).getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    private static long id(Map<String, @Nullable Object> lead) {
        return lead.get("id") instanceof Number number ? number.longValue() : 0;
    }
}
