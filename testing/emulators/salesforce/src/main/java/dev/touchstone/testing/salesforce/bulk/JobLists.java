package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.bulk.Job.State;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.Endpoint;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the calls about both kinds of jobs share. */
final class JobLists {
    private static final int PAGE = 1_000;
    private static final String LOCATOR = "queryLocator";

    private JobLists() {}

    /** The list of jobs, newest first, by pages of 1,000. */
    static Endpoint of(Jobs<?> jobs, String path) {
        return call -> {
            int from = from(call);
            List<Map<String, Object>> all = jobs.all();
            List<Map<String, Object>> page = all.stream().skip(from).limit(PAGE).toList();
            boolean done = from + page.size() >= all.size();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("done", done);
            body.put("records", page);
            body.put("nextRecordsUrl", done ? null : call.root() + path + "?" + LOCATOR + "=" + (from + PAGE));
            return Reply.json(body);
        };
    }

    private static int from(ApiCall call) throws ApiRefusal {
        String text = call.parameter(LOCATOR).orElse("0");
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException notMadeHere) {
            throw BulkRefusals.invalidLocator(text);
        }
    }

    /** Who creates a job, and so writes what it writes. */
    static Writer owner(ApiCall call) {
        return Writer.of(call.caller().userId()).withClient(call.client());
    }

    /** The state that a call sets; refused if it is none of these. */
    static State requireState(ApiCall call, State... allowed) throws ApiRefusal {
        String text = call.json().path("state").asText();
        for (State state : allowed) {
            if (state.toString().equals(text)) {
                return state;
            }
        }
        throw BulkRefusals.invalidState("state has to be one of " + List.of(allowed) + ", not '" + text + "'");
    }
}
