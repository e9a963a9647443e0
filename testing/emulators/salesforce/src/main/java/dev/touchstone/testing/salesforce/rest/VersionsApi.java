package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the API and what there is in each. */
public final class VersionsApi {
    private static final int OLDEST = 31;
    private static final int NEWEST = 67;
    private static final int SPRING_11 = 21;
    private static final int FIRST_YEAR = 11;
    private static final Pattern VERSION = Pattern.compile("/services/data/v(\\d{1,3})\\.0(?:/.*)?");
    private static final List<String> SEASONS = List.of("Spring", "Summer", "Winter");

    private final String orgId;
    private final String loginUrl;

    public VersionsApi(String orgId, String loginUrl) {
        this.orgId = orgId;
        this.loginUrl = loginUrl;
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("GET", "", this::resources);
    }

    /** The list of versions, for which no session is needed. */
    public static Reply versions() {
        List<Map<String, Object>> versions = new ArrayList<>();
        for (int version = OLDEST; version <= NEWEST; version++) {
            versions.add(Json.object(
                    "label", label(version), "url", ApiRoutes.ROOT + "v" + version + ".0", "version", version + ".0"));
        }
        return Reply.json(versions);
    }

    /**
     * Looks at the version in a path.
     *
     * @throws ApiRefusal 410 for a version that is retired, 404 for one that is not there yet
     */
    public static void check(String path) throws ApiRefusal {
        Matcher matcher = VERSION.matcher(path);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > NEWEST) {
            throw ApiRefusal.notFound("The requested resource does not exist");
        }
        if (Integer.parseInt(matcher.group(1)) < OLDEST) {
            throw new ApiRefusal(
                    410, "UNSUPPORTED_API_VERSION", "The requested API version is retired; use a newer one");
        }
    }

    private Reply resources(ApiCall call) {
        String root = call.root();
        return Reply.json(Json.object(
                "composite", root + "/composite",
                "identity", loginUrl + "/id/" + orgId + "/" + call.caller().userId(),
                "jobs", root + "/jobs",
                "limits", root + "/limits",
                "query", root + "/query",
                "queryAll", root + "/queryAll",
                "sobjects", root + "/sobjects"));
    }

    /** There are three releases a year, and that of winter is named after the next one. */
    private static String label(int version) {
        int since = version - SPRING_11;
        String season = SEASONS.get(Math.floorMod(since, SEASONS.size()));
        int year = FIRST_YEAR + Math.floorDiv(since, SEASONS.size()) + (season.equals("Winter") ? 1 : 0);
        return season + " '" + year;
    }
}
