package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.catalogue.CatalogueApi;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.salesforce.catalogue.OrgLimits;
import dev.touchstone.salessync.salesforce.client.ApiVersion;
import dev.touchstone.salessync.salesforce.client.SalesforcePolicy;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at an organisation: versions, limits, who the user is, and what of what is needed the user may see. Some ten calls. */
@ApplicationScoped
class LookAtSalesforce {
    private final SalesforcePolicy policy;
    private final Clock clock;

    LookAtSalesforce(SalesforcePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Looks at the organisation.
     *
     * @throws SalesforceFailure {@link SalesforceError.VersionRetired} if it does not offer the configured version
     */
    SalesforceProbe look(SalesforceOrg org, SalesforceLane lane) {
        CatalogueApi catalogue = org.catalogue(lane);
        List<ApiVersion> versions = catalogue.versions();
        if (!versions.contains(policy.version())) {
            throw new SalesforceFailure(
                    new SalesforceError.VersionRetired(policy.version().toString()));
        }
        OrgLimits.Limit daily = catalogue.limits().dailyApiRequests().orElse(new OrgLimits.Limit(0, 0));
        Optional<SalesforceRecord> organisation =
                only(org, lane, Soql.select(List.of("OrganizationType", "IsSandbox"), "Organization"));
        return new SalesforceProbe(
                clock.instant(),
                new SalesforceProbe.Versions(policy.version().toString(), newest(versions)),
                organisation.map(record -> record.text("OrganizationType")).orElse(""),
                organisation.map(record -> record.flag("IsSandbox")).orElse(false),
                new SalesforceProbe.Calls(daily.max(), Math.max(0, daily.remaining())),
                ProbeRules.findings(described(catalogue)));
    }

    /**
     * The user name of a user, who is the one whose connection it is.
     *
     * @return empty if the user may not see it
     */
    Optional<String> username(SalesforceOrg org, SalesforceLane lane, String userId) {
        Soql query = Soql.select(List.of("Username"), "User").where(Soql.equal("Id", userId));
        return only(org, lane, query).map(record -> record.text("Username"));
    }

    private static String newest(List<ApiVersion> versions) {
        return versions.stream()
                .max(Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor))
                .map(ApiVersion::toString)
                .orElse("");
    }

    private static Map<String, ObjectDescription> described(CatalogueApi catalogue) {
        Map<String, ObjectDescription> described = new HashMap<>();
        for (String object : ProbeRules.objects()) {
            try {
                catalogue.describe(object, null).ifPresent(seen -> described.put(object, seen));
            } catch (SalesforceFailure failure) {
                throwUnlessHidden(failure);
            }
        }
        return described;
    }

    /** What the user may not see is no failure of the look. */
    private static Optional<SalesforceRecord> only(SalesforceOrg org, SalesforceLane lane, Soql query) {
        try {
            return org.queries(lane).first(query.limitTo(1)).records().stream().findFirst();
        } catch (SalesforceFailure failure) {
            throwUnlessHidden(failure);
            return Optional.empty();
        }
    }

    private static void throwUnlessHidden(SalesforceFailure failure) {
        if (!(failure.error() instanceof SalesforceError.Rejected)) {
            throw failure;
        }
    }
}
