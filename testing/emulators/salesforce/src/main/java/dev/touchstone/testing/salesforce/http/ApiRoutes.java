package dev.touchstone.testing.salesforce.http;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.emulator.http.Routes.Found;

/** The end points below {@code /services/data/vNN.0}. A slash at the end of a path makes no difference. */
public final class ApiRoutes {
    /** What every path begins with. */
    public static final String ROOT = "/services/data/";

    private final Routes<Endpoint> routes = new Routes<>();

    /** Adds an end point; {@code path} begins behind the version, a place in it is written {@code {name}}. */
    public ApiRoutes add(String method, String path, Endpoint endpoint) {
        routes.add(method, ROOT + "{version}" + path, endpoint);
        routes.add(method, ROOT + "{version}" + path + "/", endpoint);
        return this;
    }

    /** Where a call goes. */
    public Found<Endpoint> find(Request request) {
        return routes.find(request);
    }
}
