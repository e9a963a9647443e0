package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes.Found;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Caller;
import dev.touchstone.testing.salesforce.http.Endpoint;
import dev.touchstone.testing.salesforce.http.Reply;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Leads a call to its end point, be it a call of its own or a part of a composite one. */
public final class Dispatcher {
    private static final Pattern ONLY_ASKS = Pattern.compile(
            "/services/data/v[0-9.]+/(?:composite|composite/batch|composite/sobjects/[^/]+|jobs/query)/?");

    private final ApiRoutes routes;
    private volatile Maintenance maintenance = Maintenance.NONE;

    public Dispatcher(ApiRoutes routes) {
        this.routes = routes;
    }

    /** Whether the instance works. */
    public Maintenance maintenance() {
        return maintenance;
    }

    /** Sets whether the instance works from now on. */
    public void maintain(Maintenance other) {
        maintenance = other;
    }

    /** Carries a call out; what is refused is answered with its errors. */
    public Reply answer(Request sent, Caller caller, URI instance) {
        Request request = override(sent);
        try {
            return switch (routes.find(request)) {
                case Found.Match<Endpoint> match -> {
                    checkMaintenance(request);
                    yield match.endpoint().answer(new ApiCall(match.request(), caller, instance));
                }
                case Found.WrongMethod<Endpoint> ignored ->
                    throw new ApiRefusal(
                            405, "METHOD_NOT_ALLOWED", "HTTP Method '" + request.method() + "' not allowed here");
                case Found.Unknown<Endpoint> ignored ->
                    throw ApiRefusal.notFound("The requested resource does not exist");
            };
        } catch (ApiRefusal refusal) {
            return refusal.toReply();
        }
    }

    private void checkMaintenance(Request request) throws ApiRefusal {
        boolean writes = !request.method().equals("GET")
                && !(request.method().equals("POST")
                        && ONLY_ASKS.matcher(request.path()).matches());
        if (writes && maintenance == Maintenance.READ_ONLY) {
            throw new ApiRefusal(
                    400,
                    "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
                    "Changes are not allowed during maintenance");
        }
    }

    /** Clients that cannot send PATCH send POST with {@code _HttpMethod=PATCH}. */
    private static Request override(Request request) {
        Optional<String> method = request.parameter("_HttpMethod");
        return request.method().equals("POST") && method.isPresent()
                ? request.as(method.get().toUpperCase(Locale.ROOT))
                : request;
    }
}
