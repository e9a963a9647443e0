package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People as rows of an answer: which fields, how many, and the token of the next page. */
public final class LeadRows {
    /** The most people on one page. */
    public static final int MAX_BATCH = 300;

    private static final List<String> DEFAULT_FIELDS =
            List.of("id", "email", "updatedAt", "createdAt", "lastName", "firstName");

    private final FieldCatalogue fields;

    public LeadRows(FieldCatalogue fields) {
        this.fields = fields;
    }

    /**
     * The fields that a request names.
     *
     * @throws ApiRefusal 1006 if the instance lacks one of them
     */
    public List<String> fieldNames(Request request) throws ApiRefusal {
        List<String> asked = request.list("fields");
        if (asked.isEmpty()) {
            return DEFAULT_FIELDS.stream()
                    .filter(name -> fields.find(name).isPresent())
                    .toList();
        }
        for (String name : asked) {
            check(name);
        }
        return asked;
    }

    /** Refuses a field that the instance lacks, with 1006. */
    public void check(String name) throws ApiRefusal {
        if (fields.find(name).isEmpty()) {
            throw new ApiRefusal("1006", "Field '" + name + "' not found");
        }
    }

    /** One person: the fields that were asked for, null if empty, and always the id. */
    public Map<String, @Nullable Object> row(Lead lead, List<String> names) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", lead.id());
        names.forEach(name -> row.put(name, lead.value(name)));
        return row;
    }

    /** A page of people, with a token if there are more. {@code result} is missing if there is nobody. */
    public Map<String, Object> page(List<Lead> people, int batch, List<String> names) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (people.isEmpty()) {
            return body;
        }
        List<Lead> shown = people.subList(0, Math.min(batch, people.size()));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(shown.size());
        shown.forEach(lead -> rows.add(row(lead, names)));
        body.put("result", rows);
        if (shown.size() < people.size()) {
            body.put("nextPageToken", token(shown.get(shown.size() - 1).id()));
        }
        return body;
    }

    /** The id after which a page begins; 0 without a token. */
    public static long after(Request request) throws ApiRefusal {
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
}
