package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenSeller;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.task.rule.TaskWriting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What each seller sees of tasks, looked at every six hours, and at once when Salesforce refused a field. */
@ApplicationScoped
class SellerViews {
    private static final Duration GOOD_FOR = Duration.ofHours(6);

    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    SellerViews(Clock clock) {
        this.clock = clock;
    }

    /** A view, since when it is known, and whether a refused field speaks against it. */
    private record Seen(SellerView view, Instant at, boolean doubted) {}

    /**
     * The view of a seller.
     *
     * @throws dev.touchstone.salessync.salesforce.error.SalesforceFailure if it has to be looked at and cannot be
     */
    SellerView get(OpenSeller seller) {
        String address = seller.connection().seller();
        @Nullable Seen known = seen.get(address);
        Instant now = clock.instant();
        boolean same = known != null
                && known.view().seller().org() == seller.org()
                && !known.doubted()
                && now.isBefore(known.at().plus(GOOD_FOR));
        if (same && known != null) {
            return known.view();
        }
        SellerView view = look(seller, known == null ? null : known.view());
        seen.put(address, new Seen(view, now, false));
        return view;
    }

    /** Salesforce refused a field: the view is looked at again before it is used. */
    void doubt(SellerView view) {
        seen.computeIfPresent(
                view.seller().connection().seller(), (address, known) -> new Seen(known.view(), known.at(), true));
    }

    /** All of it: field-level security is not part of what Salesforce calls a change. */
    private static SellerView look(OpenSeller seller, @Nullable SellerView before) {
        SalesforceOrg org = seller.org();
        ObjectDescription task = org.catalogue(SalesforceLane.ACTIVITY)
                .describe(TaskWriting.OBJECT, null)
                .orElseThrow(() -> new IllegalStateException("a description that is asked for without a date is sent"));
        boolean sameUser =
                before != null && before.userId().equals(seller.connection().userId());
        String timeZone = sameUser && before != null
                ? before.timeZone()
                : timeZone(org, seller.connection().userId());
        return new SellerView(seller, task, timeZone);
    }

    private static String timeZone(SalesforceOrg org, String userId) {
        Soql query = Soql.select(List.of("Id", "TimeZoneSidKey"), "User").where(Soql.equal("Id", userId));
        return org.queries(SalesforceLane.ACTIVITY).first(query).records().stream()
                .findFirst()
                .map((SalesforceRecord user) -> user.text("TimeZoneSidKey"))
                .orElse("");
    }
}
