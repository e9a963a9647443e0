package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the organisation may ask and what is left of it. */
public final class LimitsApi {
    private final RequestMeter meter;

    public LimitsApi(RequestMeter meter) {
        this.meter = meter;
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("GET", "/limits", this::limits);
    }

    private Reply limits(ApiCall call) {
        RequestLimits limits = meter.limits();
        Map<String, Object> requests = limit(limits.requestsPerDay(), meter.used());
        limits.requestsPerApp().forEach((app, max) -> requests.put(app, limit(max, meter.usedBy(app))));
        return Reply.json(Json.object("DailyApiRequests", requests));
    }

    private static Map<String, Object> limit(int max, int used) {
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("Max", max);
        limit.put("Remaining", Math.max(0, max - used));
        return limit;
    }
}
