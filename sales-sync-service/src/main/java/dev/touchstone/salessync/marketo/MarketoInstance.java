package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;

/**
 * One connected instance. Thread-safe: one token and one look-up of the fields for everybody; the pace is that of the
 * {@link CallGate}, which all instances and processes share.
 *
 * <p>Every call may end with a {@link MarketoFailure}. A token that Marketo refuses is renewed once, and a call that Marketo's
 * gate turned away (606, 615) is made again when it is its turn, for as long as the patience of the lane lasts; nothing else is
 * repeated here, because whoever calls knows what a failure is worth.
 */
public final class MarketoInstance {
    private static final String USAGE = "/rest/v1/stats/usage.json";

    private final MarketoClient client;
    private final InstanceCatalogue catalogue;

    MarketoInstance(MarketoClient client, Clock clock, FieldWatch watch) {
        this.client = client;
        this.catalogue = new InstanceCatalogue(clock, watch);
    }

    /** People. */
    public LeadsApi leads(Lane lane) {
        return new LeadsApi(on(lane), catalogue);
    }

    /** What changed. */
    public FeedsApi feeds(Lane lane) {
        return new FeedsApi(on(lane), catalogue);
    }

    /** Custom activities and their types. */
    public CustomActivitiesApi customActivities(Lane lane) {
        return new CustomActivitiesApi(on(lane));
    }

    /** Bulk exports of people. */
    public BulkApi bulk(Lane lane) {
        return new BulkApi(on(lane));
    }

    /** What the instance counted today. */
    public DailyUsage usage(Lane lane) {
        JsonNode days = on(lane).read(USAGE, Map.of()).path("result");
        return new DailyUsage(days.path(0).path("total").asLong());
    }

    /** Calls made through this object so far, failed ones and those for tokens included. */
    public long calls() {
        return client.calls();
    }

    private LaneClient on(Lane lane) {
        return new LaneClient(client, lane);
    }
}
