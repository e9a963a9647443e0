package dev.touchstone.acceptance;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads all pages of a list.
 *
 * @param services connections
 */
record Contracts(Services services) {
    private static final int PAGE = 500;

    List<Touchpoint> touchpoints() {
        List<Touchpoint> all = new ArrayList<>();
        ListTouchpointsRequest.Builder request =
                ListTouchpointsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListTouchpointsResponse page = services.call(
                    Remote.TOUCHPOINT,
                    channel -> TouchpointServiceGrpc.newBlockingStub(channel).listTouchpoints(request.build()));
            all.addAll(page.getTouchpointsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }

    /** Touchpoints before a time, in one answer; at most 1,000. */
    List<Touchpoint> touchpointsBefore(Timestamp end) {
        ListTouchpointsRequest request = ListTouchpointsRequest.newBuilder()
                .setEndTime(end)
                .setPageSize(1_000)
                .build();
        return services.call(
                        Remote.TOUCHPOINT,
                        channel ->
                                TouchpointServiceGrpc.newBlockingStub(channel).listTouchpoints(request))
                .getTouchpointsList();
    }

    List<Session> sessions() {
        List<Session> all = new ArrayList<>();
        ListSessionsRequest.Builder request = ListSessionsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListSessionsResponse page = services.call(
                    Remote.TOUCHPOINT,
                    channel -> SessionServiceGrpc.newBlockingStub(channel).listSessions(request.build()));
            all.addAll(page.getSessionsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }
}
