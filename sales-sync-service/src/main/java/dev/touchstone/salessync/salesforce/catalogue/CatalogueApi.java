package dev.touchstone.salessync.salesforce.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.HttpDate;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.client.ApiVersion;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceReply;
import dev.touchstone.salessync.salesforce.client.SalesforceRequest;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.query.Soql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an organisation is and may do. */
public final class CatalogueApi {
    private static final int NOT_MODIFIED = 304;

    private final LaneClient client;

    public CatalogueApi(LaneClient client) {
        this.client = client;
    }

    /** The versions of the API that the organisation offers, in Salesforce's order. */
    public List<ApiVersion> versions() {
        return versions(root());
    }

    /**
     * Checks that the organisation offers the configured version.
     *
     * @throws SalesforceFailure {@link SalesforceError.VersionRetired} if it does not
     */
    public void requireVersion() {
        if (!versions().contains(client.version())) {
            throw new SalesforceFailure(
                    new SalesforceError.VersionRetired(client.version().toString()));
        }
    }

    /**
     * Salesforce's present, by which rounds of reading are cut.
     *
     * @throws SalesforceFailure also if Salesforce does not tell
     */
    public Instant serverTime() {
        SalesforceReply reply = root();
        return reply.serverTime().orElseThrow(() -> reply.unexpected("an answer without a date"));
    }

    /** What is left of the organisation's limits. */
    public OrgLimits limits() {
        Map<String, OrgLimits.Limit> limits = new HashMap<>();
        client.read("/limits", Map.of())
                .json()
                .properties()
                .forEach(limit -> limits.put(
                        limit.getKey(),
                        new OrgLimits.Limit(
                                limit.getValue().path("Max").asLong(),
                                limit.getValue().path("Remaining").asLong())));
        return new OrgLimits(limits);
    }

    /**
     * An object and its fields.
     *
     * @param since {@link ObjectDescription#lastModified()} of the description that is known; null if none is
     * @return empty if it did not change since
     */
    public Optional<ObjectDescription> describe(String object, @Nullable Instant since) {
        SalesforceRequest request =
                SalesforceRequest.get(client.path("/sobjects/" + Soql.name(object) + "/describe"), Map.of());
        SalesforceReply reply = client.send(
                since == null
                        ? request
                        : request.withHeader("If-Modified-Since", HttpDate.format(since))
                                .accepting(NOT_MODIFIED));
        if (reply.status() == NOT_MODIFIED) {
            return Optional.empty();
        }
        @Nullable
        Instant modified = reply.header("Last-Modified").flatMap(HttpDate::find).orElse(null);
        return Optional.of(DescribeJson.object(reply.json(), modified));
    }

    private SalesforceReply root() {
        return client.send(SalesforceRequest.get("/services/data", Map.of()));
    }

    private static List<ApiVersion> versions(SalesforceReply reply) {
        List<ApiVersion> versions = new ArrayList<>();
        for (JsonNode version : reply.json()) {
            try {
                versions.add(ApiVersion.parse(JsonText.of(version, "version")));
            } catch (IllegalArgumentException otherShape) {
                throw reply.unexpected("a version of an unknown shape");
            }
        }
        return versions;
    }
}
