package dev.touchstone.salessync.salesforce;

import dev.touchstone.salessync.salesforce.auth.Sessions;
import dev.touchstone.salessync.salesforce.bulk.BulkQueryApi;
import dev.touchstone.salessync.salesforce.catalogue.CatalogueApi;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceClient;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import dev.touchstone.salessync.salesforce.event.stream.EventConsumer;
import dev.touchstone.salessync.salesforce.event.stream.EventSubscription;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.ChangesApi;
import dev.touchstone.salessync.salesforce.query.QueryApi;
import dev.touchstone.salessync.salesforce.write.CollectionsApi;
import dev.touchstone.salessync.salesforce.write.RecordsApi;

/**
 * An organisation as the user of one connection sees it. Thread-safe: one session for everybody; the pace is that of the gate, which all
 * connections and processes share.
 *
 * <p>Every call may end with a {@link dev.touchstone.salessync.salesforce.error.SalesforceFailure}. A session that is over is renewed once;
 * nothing else is repeated unless an API says so, because whoever calls knows what a failure is worth.
 */
public final class SalesforceOrg {
    private final SalesforceClient client;
    private final Sessions sessions;

    SalesforceOrg(SalesforceClient client, Sessions sessions) {
        this.client = client;
        this.sessions = sessions;
    }

    /** What the organisation is and may do. */
    public CatalogueApi catalogue(SalesforceLane lane) {
        return new CatalogueApi(on(lane));
    }

    /** Queries. */
    public QueryApi queries(SalesforceLane lane) {
        return new QueryApi(on(lane));
    }

    /** Logs of changes and deletions. */
    public ChangesApi changes(SalesforceLane lane) {
        return new ChangesApi(on(lane));
    }

    /** Many records in one call. */
    public CollectionsApi collections(SalesforceLane lane) {
        return new CollectionsApi(on(lane));
    }

    /** Single records. */
    public RecordsApi records(SalesforceLane lane) {
        return new RecordsApi(on(lane));
    }

    /** Queries as jobs. */
    public BulkQueryApi bulkQueries(SalesforceLane lane) {
        return new BulkQueryApi(on(lane));
    }

    /** Change events of one type of records, to be run on a thread of its own. They cost no calls. */
    public EventSubscription events(EventTopic topic, EventConsumer consumer, EventSubscription.Tools tools) {
        return new EventSubscription(topic, consumer, sessions, tools);
    }

    /** Calls made through this object so far, failed ones included, those for sessions not. */
    public long calls() {
        return client.calls();
    }

    private LaneClient on(SalesforceLane lane) {
        return new LaneClient(client, lane);
    }
}
