package dev.touchstone.testing.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several calls in one: those that may refer to each other, and those that have nothing to do with each other. */
public final class CompositeApi {
    private static final int FIRST_ERROR = 400;

    private final Parts parts;
    private final Transactions transactions;

    public CompositeApi(Dispatcher dispatcher, Transactions transactions) {
        parts = new Parts(dispatcher);
        this.transactions = transactions;
    }

    private static ApiRefusal rolledBack() {
        return new ApiRefusal(
                400,
                "PROCESSING_HALTED",
                "The transaction was rolled back since another operation in the same transaction failed.");
    }

    private static ApiRefusal halted() {
        return new ApiRefusal(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request");
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("POST", "/composite", this::composite).add("POST", "/composite/batch", this::batch);
    }

    private Reply composite(ApiCall call) throws ApiRefusal {
        JsonNode requests = Parts.of(call, "compositeRequest");
        checkReferenceIds(requests);
        List<Reply> replies = new ArrayList<>();
        if (call.json().path("allOrNone").asBoolean(false)) {
            transactions.together(RowJson.writer(call), () -> carryOut(call, requests, replies, true));
            rollBack(requests, replies);
        } else {
            carryOut(call, requests, replies, false);
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            answers.add(answer(requests.get(i), replies.get(i)));
        }
        return Reply.json(Json.object("compositeResponse", answers));
    }

    /** Carries the parts out in order; true if all went well. Ends at the first that does not if {@code halts}. */
    private boolean carryOut(ApiCall call, JsonNode requests, List<Reply> replies, boolean halts) {
        References references = new References();
        boolean well = true;
        for (JsonNode request : requests) {
            Reply reply = carryOut(call, request, references);
            replies.add(reply);
            if (reply.status() < FIRST_ERROR) {
                references.put(request.path("referenceId").asText(), Parts.body(reply));
            } else {
                well = false;
                if (halts) {
                    return false;
                }
            }
        }
        return well;
    }

    private Reply carryOut(ApiCall call, JsonNode request, References references) {
        try {
            return parts.answer(
                    call,
                    request.path("method").asText(),
                    references.resolve(request.path("url").asText()),
                    references.resolve(request.path("body")),
                    request.path("httpHeaders"));
        } catch (ApiRefusal refusal) {
            return refusal.toReply();
        }
    }

    /** After a failure all others are told that they were rolled back; those that never began as well. */
    private static void rollBack(JsonNode requests, List<Reply> replies) {
        Reply last = replies.get(replies.size() - 1);
        if (last.status() < FIRST_ERROR) {
            return;
        }
        int failed = replies.size() - 1;
        replies.clear();
        for (int i = 0; i < requests.size(); i++) {
            replies.add(i == failed ? last : rolledBack().toReply());
        }
    }

    private static Map<String, Object> answer(JsonNode request, Reply reply) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("body", Parts.body(reply));
        answer.put("httpHeaders", reply.headers());
        answer.put("httpStatusCode", reply.status());
        answer.put("referenceId", request.path("referenceId").asText());
        return answer;
    }

    private static void checkReferenceIds(JsonNode requests) throws ApiRefusal {
        Set<String> seen = new HashSet<>();
        for (JsonNode request : requests) {
            String id = request.path("referenceId").asText();
            if (!id.matches("[A-Za-z0-9_]+") || !seen.add(id)) {
                throw new ApiRefusal(
                        400,
                        "INVALID_INPUT",
                        "each part needs a referenceId of letters, digits and underscores that no other one has");
            }
        }
    }

    private Reply batch(ApiCall call) throws ApiRefusal {
        JsonNode requests = Parts.of(call, "batchRequests");
        boolean halts = call.json().path("haltOnError").asBoolean(false);
        List<Map<String, Object>> results = new ArrayList<>();
        boolean errors = false;
        for (JsonNode request : requests) {
            Reply reply = halts && errors
                    ? halted().toReply()
                    : parts.answer(
                            call,
                            request.path("method").asText(),
                            address(request.path("url").asText()),
                            request.path("richInput"),
                            request.path("httpHeaders"));
            errors = errors || reply.status() >= FIRST_ERROR;
            results.add(Json.object("statusCode", reply.status(), "result", Parts.body(reply)));
        }
        return Reply.json(Json.object("hasErrors", errors, "results", results));
    }

    /** Parts of a batch may leave out what comes before the version. */
    private static String address(String url) {
        return url.startsWith("/") ? url : ApiRoutes.ROOT + url;
    }
}
