package dev.touchstone.touchpoint.overlap;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.journey.TouchpointQueries;
import dev.touchstone.touchpoint.journey.TouchpointView;
import dev.touchstone.touchpoint.v1.ListTouchpointOverlapsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointOverlapsResponse;
import dev.touchstone.touchpoint.v1.TouchpointOverlapService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports overlaps over gRPC. */
@GrpcService
class OverlapGrpcService implements TouchpointOverlapService {
    private static final int NO_KEY = 0;

    private final BlockingCalls calls;
    private final OverlapQueries overlaps;
    private final TouchpointQueries touchpoints;

    OverlapGrpcService(BlockingCalls calls, OverlapQueries overlaps, TouchpointQueries touchpoints) {
        this.calls = calls;
        this.overlaps = overlaps;
        this.touchpoints = touchpoints;
    }

    @Override
    public Uni<ListTouchpointOverlapsResponse> listTouchpointOverlaps(ListTouchpointOverlapsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListTouchpointOverlapsResponse answer(ListTouchpointOverlapsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), "", NO_KEY, violations);
        violations.throwIfAny();
        List<Overlap> found = overlaps.list(page.size());
        Map<UUID, TouchpointView> examples = examples(found);
        ListTouchpointOverlapsResponse.Builder response = ListTouchpointOverlapsResponse.newBuilder();
        found.forEach(overlap -> response.addOverlaps(OverlapMessages.of(overlap, examples)));
        return response.build();
    }

    private Map<UUID, TouchpointView> examples(List<Overlap> found) {
        List<UUID> ids = found.stream()
                .flatMap(overlap -> Stream.of(overlap.example(), overlap.otherExample()))
                .distinct()
                .toList();
        return touchpoints.find(ids).stream()
                .collect(Collectors.toMap(view -> view.touchpoint().touchpointId(), Function.identity()));
    }
}
