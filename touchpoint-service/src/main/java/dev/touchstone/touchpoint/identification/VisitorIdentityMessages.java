package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.identity.IdentificationKind;

/** Writes the messages of {@code VisitorIdentityService}. */
final class VisitorIdentityMessages {
    private VisitorIdentityMessages() {}

    static dev.touchstone.touchpoint.v1.VisitorIdentity of(VisitorIdentity identity) {
        return dev.touchstone.touchpoint.v1.VisitorIdentity.newBuilder()
                .setVisitorId(identity.key().visitorId())
                .setEmail(identity.key().email())
                .setKind(of(identity.key().kind()))
                .setFirstIdentifyTime(ProtoTime.timestamp(identity.first()))
                .setLastIdentifyTime(ProtoTime.timestamp(identity.last()))
                .setIdentificationCount(identity.count())
                .setIgnored(identity.ignored())
                .build();
    }

    private static dev.touchstone.touchpoint.v1.IdentificationKind of(IdentificationKind kind) {
        return switch (kind) {
            case FORM -> dev.touchstone.touchpoint.v1.IdentificationKind.IDENTIFICATION_KIND_FORM;
            case CHAT -> dev.touchstone.touchpoint.v1.IdentificationKind.IDENTIFICATION_KIND_CHAT;
            case EMAIL_LINK -> dev.touchstone.touchpoint.v1.IdentificationKind.IDENTIFICATION_KIND_EMAIL_LINK;
            case RECOGNITION -> dev.touchstone.touchpoint.v1.IdentificationKind.IDENTIFICATION_KIND_RECOGNITION;
            case ALIAS, CALL -> dev.touchstone.touchpoint.v1.IdentificationKind.IDENTIFICATION_KIND_ALIAS;
        };
    }

    static dev.touchstone.touchpoint.v1.IgnoredIdentity of(IgnoredIdentity identity) {
        return dev.touchstone.touchpoint.v1.IgnoredIdentity.newBuilder()
                .setVisitorId(identity.subject().visitorId())
                .setEmail(identity.subject().email())
                .setNote(identity.note())
                .setCreateTime(ProtoTime.timestamp(identity.createdAt()))
                .build();
    }
}
