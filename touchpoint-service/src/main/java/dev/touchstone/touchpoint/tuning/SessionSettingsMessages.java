package dev.touchstone.touchpoint.tuning;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.settings.SettingsVersion;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;

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
                .setMaxPostLcTouchpoints(settings.maxPostLcTouchpoints())
                .setTimeZone(settings.zone().getId())
                .addAllMappedParameters(settings.mappedParameters())
                .build();
    }

    static PreviewSessionSettingsResponse of(PreviewSessionSettings.Preview preview) {
        return PreviewSessionSettingsResponse.newBuilder()
                .setVisitorCount(preview.visitors())
                .setChangedVisitorCount(preview.changedVisitors())
                .setSessionCountBefore(preview.before().sessions())
                .setSessionCountAfter(preview.after().sessions())
                .setCarriedOverCountBefore(preview.before().carriedOver())
                .setCarriedOverCountAfter(preview.after().carriedOver())
                .addAllExampleVisitorIds(preview.examples())
                .build();
    }
}
