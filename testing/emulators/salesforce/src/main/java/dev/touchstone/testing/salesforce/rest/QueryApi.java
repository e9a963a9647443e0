package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.schema.Values;
import dev.touchstone.testing.salesforce.soql.QueryEngine;
import dev.touchstone.testing.salesforce.soql.QueryRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries, page by page. */
public final class QueryApi {
    private static final int MIN_PAGE = 200;
    private static final int MAX_PAGE = 2_000;

    private final QueryEngine engine;
    private final Cursors cursors;

    public QueryApi(QueryEngine engine, Cursors cursors) {
        this.engine = engine;
        this.cursors = cursors;
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("GET", "/query", call -> first(call, false))
                .add("GET", "/queryAll", call -> first(call, true))
                .add("GET", "/query/{locator}", this::next)
                .add("GET", "/queryAll/{locator}", this::next);
    }

    private Reply first(ApiCall call, boolean all) throws ApiRefusal {
        String userId = call.caller().userId();
        try {
            return page(call, cursors.open(engine.run(call.required("q"), userId, all), userId, pageSize(call)));
        } catch (Refusal refusal) {
            throw refused(refusal);
        }
    }

    private Reply next(ApiCall call) throws ApiRefusal {
        return page(
                call,
                cursors.read(call.variable("locator"), call.caller().userId())
                        .orElseThrow(() -> new ApiRefusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator")));
    }

    static ApiRefusal refused(Refusal refusal) {
        return new ApiRefusal(ErrorStatus.of(refusal.errorCode()), refusal.errorCode(), refusal.text());
    }

    /** What a client asks for is a wish; out of bounds, the nearest bound is taken. */
    private static int pageSize(ApiCall call) {
        return call.headerSetting("sforce-query-options", "batchSize")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Math.clamp(Integer.parseInt(text), MIN_PAGE, MAX_PAGE))
                .orElse(MAX_PAGE);
    }

    private static Reply page(ApiCall call, Cursors.Page page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("totalSize", page.totalSize());
        body.put("done", page.next().isEmpty());
        page.next().ifPresent(locator -> body.put("nextRecordsUrl", call.root() + "/query/" + locator));
        List<Map<String, @Nullable Object>> records =
                page.rows().stream().map(row -> row(call, row)).toList();
        body.put("records", records);
        return Reply.json(body);
    }

    private static Map<String, @Nullable Object> row(ApiCall call, QueryRow row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(RowJson.ATTRIBUTES, attributes(call.root(), row.type(), row.id()));
        row.fields()
                .forEach((name, value) ->
                        json.put(name, value instanceof QueryRow parent ? row(call, parent) : Values.json(value)));
        return json;
    }

    static Map<String, Object> attributes(String root, String type, @Nullable String id) {
        return id == null
                ? Json.object("type", type)
                : Json.object("type", type, "url", root + "/sobjects/" + type + "/" + id);
    }
}
