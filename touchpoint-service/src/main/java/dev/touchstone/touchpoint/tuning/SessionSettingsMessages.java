package dev.touchstone.touchpoint.tuning;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.overlaprule.OverlapRule;
import dev.touchstone.touchpoint.settings.SettingsVersion;
import dev.touchstone.touchpoint.v1.OverlapSource;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.TouchpointOverlapRule;
import java.util.Optional;
import java.util.UUID;

/** Writes the messages of {@code SessionSettingsService}. */
final class SessionSettingsMessages {
    private SessionSettingsMessages() {}

    static SessionSettingsVersion of(SettingsVersion version) {
        return SessionSettingsVersion.newBuilder()
                .setVersion(version.version())
                .setSettings(of(version.settings()))
                .setNote(version.note())
                .setCreateTime(ProtoTime.timestamp(version.createdAt()))
                .setEtag(version.etag())
                .build();
    }

    private static SessionSettings of(dev.touchstone.touchpoint.settings.SessionSettings settings) {
        return SessionSettings.newBuilder()
                .setInactivity(ProtoTime.duration(settings.inactivity()))
                .setCarryover(ProtoTime.duration(settings.carryover()))
                .addAllSignInHosts(settings.signInHosts())
                .addAllPaymentHosts(settings.paymentHosts())
                .setMaxPostLcTouchpoints(settings.surfacing().maxPostLcTouchpoints())
                .setTimeZone(settings.zone().getId())
                .addAllMappedParameters(settings.mappedParameters())
                .addAllOverlapRules(settings.surfacing().overlaps().rules().stream()
                        .map(SessionSettingsMessages::of)
                        .toList())
                .build();
    }

    private static TouchpointOverlapRule of(OverlapRule rule) {
        TouchpointOverlapRule.Builder message = TouchpointOverlapRule.newBuilder()
                .setKeptSource(of(rule.kept()))
                .setYieldingSource(of(rule.yielding()));
        Optional.ofNullable(rule.within()).map(ProtoTime::duration).ifPresent(message::setWithin);
        return message.build();
    }

    private static OverlapSource of(dev.touchstone.touchpoint.overlaprule.OverlapSource source) {
        return switch (source) {
            case CAMPAIGN -> OverlapSource.OVERLAP_SOURCE_CAMPAIGN;
            case PROGRAM -> OverlapSource.OVERLAP_SOURCE_PROGRAM;
            case WEB -> OverlapSource.OVERLAP_SOURCE_WEB;
        };
    }

    static PreviewSessionSettingsResponse of(PreviewSessionSettings.Preview preview, PreviewJourneys.Preview journeys) {
        return PreviewSessionSettingsResponse.newBuilder()
                .setVisitorCount(preview.visitors())
                .setChangedVisitorCount(preview.changedVisitors())
                .setSessionCountBefore(preview.before().sessions())
                .setSessionCountAfter(preview.after().sessions())
                .setCarriedOverCountBefore(preview.before().carriedOver())
                .setCarriedOverCountAfter(preview.after().carriedOver())
                .addAllExampleVisitorIds(preview.examples())
                .setPersonCount(journeys.people())
                .setChangedPersonCount(journeys.changedPeople())
                .setBuyerTouchpointCountBefore(journeys.before().buyer())
                .setBuyerTouchpointCountAfter(journeys.after().buyer())
                .setOverlappingTouchpointCountBefore(journeys.before().overlapping())
                .setOverlappingTouchpointCountAfter(journeys.after().overlapping())
                .addAllExamplePersonIds(
                        journeys.examples().stream().map(UUID::toString).toList())
                .build();
    }
}
