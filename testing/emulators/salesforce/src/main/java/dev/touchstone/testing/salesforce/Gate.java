package dev.touchstone.testing.salesforce;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.auth.Hosts;
import dev.touchstone.testing.salesforce.auth.Restriction;
import dev.touchstone.testing.salesforce.auth.Sessions;
import dev.touchstone.testing.salesforce.auth.Users;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Caller;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.rest.Dispatcher;
import dev.touchstone.testing.salesforce.rest.Maintenance;
import dev.touchstone.testing.salesforce.rest.RequestMeter;
import dev.touchstone.testing.salesforce.rest.VersionsApi;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What every call of the REST API passes: version, session, permission, limits, form of the answer. */
final class Gate {
    private static final String OAUTH = "OAuth ";
    private static final String BEARER = "Bearer ";
    private static final List<String> WRITTEN = List.of("application/json", "application/*", "*/*", "text/csv");

    private final Hosts hosts;
    private final Users users;
    private final Sessions sessions;
    private final RequestMeter meter;
    private final Dispatcher dispatcher;
    private volatile boolean disabledForOrg;

    Gate(Hosts hosts, Users users, Sessions sessions, RequestMeter meter, Dispatcher dispatcher) {
        this.hosts = hosts;
        this.users = users;
        this.sessions = sessions;
        this.meter = meter;
        this.dispatcher = dispatcher;
    }

    /** From now on, the organisation may use the API or not. */
    void disableForOrg(boolean disabled) {
        disabledForOrg = disabled;
    }

    Maintenance maintenance() {
        return dispatcher.maintenance();
    }

    /**
     * Answers a call.
     *
     * @param host the server it came to
     * @param number its number at the meter
     * @param planned what it is refused with after all checks; empty to carry it out
     */
    Reply answer(Request request, URI host, long number, Optional<ApiRefusal> planned) {
        try {
            if (host.equals(hosts.login())) {
                throw ApiRefusal.notFound("The requested resource does not exist");
            }
            if ((request.path() + "/").equals(ApiRoutes.ROOT) || request.path().equals(ApiRoutes.ROOT)) {
                return VersionsApi.versions();
            }
            VersionsApi.check(request.path());
            Caller caller = caller(request, host);
            checkPermission(caller);
            meter.admit(number, caller.application());
            return carryOut(request, caller, host, planned)
                    .withHeader("Sforce-Limit-Info", meter.header(caller.application()));
        } catch (ApiRefusal refusal) {
            return refusal.toReply();
        }
    }

    private Reply carryOut(Request request, Caller caller, URI host, Optional<ApiRefusal> planned) {
        if (planned.isPresent()) {
            return planned.get().toReply();
        }
        if (!acceptsWhatIsWritten(request)) {
            return new ApiRefusal(406, "NOT_ACCEPTABLE", "Only application/json can be answered").toReply();
        }
        return dispatcher.answer(request, caller, host);
    }

    private Caller caller(Request request, URI host) throws ApiRefusal {
        String header = request.header("authorization").orElse("");
        boolean known = header.isEmpty() || header.startsWith(BEARER) || header.startsWith(OAUTH);
        if (!known) {
            throw new ApiRefusal(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
        }
        return sessions.find(header.substring(header.indexOf(' ') + 1), host)
                .orElseThrow(() -> new ApiRefusal(401, "INVALID_SESSION_ID", "Session expired or invalid"));
    }

    private void checkPermission(Caller caller) throws ApiRefusal {
        if (disabledForOrg) {
            throw new ApiRefusal(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.");
        }
        if (users.has(caller.username(), Restriction.API_DISABLED)) {
            throw new ApiRefusal(403, "API_CURRENTLY_DISABLED", "API is disabled for this User");
        }
    }

    private static boolean acceptsWhatIsWritten(Request request) {
        return request.header("accept")
                .map(accept -> Arrays.stream(accept.split(",", -1))
                        .map(type -> type.split(";", 2)[0].strip())
                        .anyMatch(WRITTEN::contains))
                .orElse(true);
    }
}
