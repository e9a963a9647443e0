package dev.touchstone.touchpoint.overlap;

import dev.touchstone.touchpoint.journey.TouchpointMessages;
import dev.touchstone.touchpoint.journey.TouchpointView;
import dev.touchstone.touchpoint.v1.TouchpointOverlap;
import dev.touchstone.touchpoint.v1.TouchpointOverlapKind;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes the messages of {@code TouchpointOverlapService}. */
final class OverlapMessages {
    private OverlapMessages() {}

    /** An overlap with its example; a touchpoint of it that is gone meanwhile is left out. */
    static TouchpointOverlap of(Overlap overlap, Map<UUID, TouchpointView> touchpoints) {
        TouchpointOverlap.Builder message = TouchpointOverlap.newBuilder()
                .setKind(of(overlap.kind()))
                .setCampaignId(overlap.campaignId())
                .setCampaignName(overlap.campaignName())
                .setOtherSource(overlap.otherSource())
                .setPersonCount(overlap.people());
        Stream.of(overlap.example(), overlap.otherExample())
                .map(touchpoints::get)
                .filter(Objects::nonNull)
                .map(TouchpointMessages::of)
                .forEach(message::addExample);
        return message.build();
    }

    private static TouchpointOverlapKind of(Overlap.Kind kind) {
        return switch (kind) {
            case PROGRAM_AND_CAMPAIGN -> TouchpointOverlapKind.TOUCHPOINT_OVERLAP_KIND_PROGRAM_AND_CAMPAIGN;
            case FORM_AND_CAMPAIGN -> TouchpointOverlapKind.TOUCHPOINT_OVERLAP_KIND_FORM_AND_CAMPAIGN;
        };
    }
}
