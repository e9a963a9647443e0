package dev.touchstone.bench;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.CampaignServiceGrpc;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One touchpoint date for all members, and taken back. */
final class CrmDates {
    private static final int MINUTES = 5;
    private static final long DATE = 1_700_000_000;

    private CrmDates() {}

    /**
     * What a bulk update takes.
     *
     * @param durable until it is answered
     * @param derived until the touchpoints have the date
     * @param takenBack from the call that takes it back until the touchpoints are as before
     */
    record Times(Duration durable, Duration derived, Duration takenBack) {}

    static Times run(Services services, CrmInput input, BenchSuite suite, CrmPeer peer) throws SQLException {
        long started = System.nanoTime();
        UpdateTouchpointDatesResponse made = services.call(
                Remote.TOUCHPOINT,
                channel -> CampaignServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
                        .updateTouchpointDates(UpdateTouchpointDatesRequest.newBuilder()
                                .setFilterText("Campaign.Type is not null")
                                .setTouchpointTime(Timestamp.newBuilder().setSeconds(DATE))
                                .setRequestId(UUID.randomUUID().toString())
                                .setAuthor("bench")
                                .build()));
        Duration durable = since(started);
        suite.awaitDerived();
        Duration derived = since(started);
        long moved = peer.number("SELECT count(*) FROM touchpoint WHERE touched_at = to_timestamp(" + DATE + ")");
        if (made.getMemberCount() != input.members() || moved != input.members()) {
            throw new CommandFailed("the date was set for " + made.getMemberCount() + " of " + input.members()
                    + " members, and " + moved + " touchpoints have it");
        }
        long back = System.nanoTime();
        services.call(
                Remote.TOUCHPOINT,
                channel -> CampaignServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
                        .undoTouchpointDateUpdate(UndoTouchpointDateUpdateRequest.newBuilder()
                                .setUpdateId(made.getUpdate().getUpdateId())
                                .build()));
        suite.awaitDerived();
        Duration takenBack = since(back);
        if (peer.differences() > 0) {
            throw new CommandFailed("the touchpoints are not as they were before");
        }
        return new Times(durable, derived, takenBack);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
