package dev.touchstone.salessync.optout.api;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.check.Bypass;
import dev.touchstone.salessync.optout.check.CheckMode;
import dev.touchstone.salessync.optout.check.CheckSettings;
import dev.touchstone.salessync.optout.check.SendOutcome;
import dev.touchstone.salessync.optout.check.SendPurpose;
import dev.touchstone.salessync.optout.check.SendReason;
import dev.touchstone.salessync.settings.SettingsVersion;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.UnsubscribeCheckBypass;
import dev.touchstone.salessync.v1.UnsubscribeCheckMode;
import dev.touchstone.salessync.v1.UnsubscribeCheckSettings;
import dev.touchstone.salessync.v1.UnsubscribeCheckSettingsVersion;
import java.time.Instant;
import java.util.Optional;

/** Writes what the check says as messages. */
final class CheckMessages {
    private CheckMessages() {}

    static SendDecision message(dev.touchstone.salessync.optout.check.SendDecision decision, EmailAddress address) {
        SendDecision.Builder message = SendDecision.newBuilder()
                .setOutcome(message(decision.outcome()))
                .setReason(message(decision.reason()))
                .setSentence(decision.reason().sentence());
        decision.seenAt().ifPresent(at -> message.setSeenTime(timestamp(at)));
        decision.retry()
                .ifPresent(retry -> message.setRetryToken(retry.token().encode(address))
                        .setRetryDelay(Duration.newBuilder()
                                .setSeconds(retry.delay().toSeconds())
                                .setNanos(retry.delay().toNanosPart())));
        return message.build();
    }

    private static dev.touchstone.salessync.v1.SendOutcome message(SendOutcome outcome) {
        return switch (outcome) {
            case ALLOWED -> dev.touchstone.salessync.v1.SendOutcome.SEND_OUTCOME_ALLOWED;
            case BLOCKED -> dev.touchstone.salessync.v1.SendOutcome.SEND_OUTCOME_BLOCKED;
            case DEFERRED -> dev.touchstone.salessync.v1.SendOutcome.SEND_OUTCOME_DEFERRED;
        };
    }

    private static dev.touchstone.salessync.v1.SendReason message(SendReason reason) {
        return switch (reason) {
            case SUBSCRIBED -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_SUBSCRIBED;
            case UNKNOWN_ADDRESS -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_UNKNOWN_ADDRESS;
            case NON_COMMERCIAL -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_NON_COMMERCIAL;
            case CHECK_OFF -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_CHECK_OFF;
            case STALE_ALLOWED -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_STALE_ALLOWED;
            case SALES_OPT_OUT -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_SALES_OPT_OUT;
            case MARKETING_OPT_OUT -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_MARKETING_OPT_OUT;
            case CHECK_UNAVAILABLE -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_CHECK_UNAVAILABLE;
            case CHECK_INCONCLUSIVE -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_CHECK_INCONCLUSIVE;
            case BLOCKED_DOMAIN -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_BLOCKED_DOMAIN;
            case ERASED -> dev.touchstone.salessync.v1.SendReason.SEND_REASON_ERASED;
        };
    }

    static Optional<SendPurpose> purpose(dev.touchstone.salessync.v1.SendPurpose purpose) {
        return switch (purpose) {
            case SEND_PURPOSE_ONE_TO_ONE -> Optional.of(SendPurpose.ONE_TO_ONE);
            case SEND_PURPOSE_BULK -> Optional.of(SendPurpose.BULK);
            case SEND_PURPOSE_CAMPAIGN -> Optional.of(SendPurpose.CAMPAIGN);
            case SEND_PURPOSE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static dev.touchstone.salessync.v1.SendPurpose message(SendPurpose purpose) {
        return switch (purpose) {
            case ONE_TO_ONE -> dev.touchstone.salessync.v1.SendPurpose.SEND_PURPOSE_ONE_TO_ONE;
            case BULK -> dev.touchstone.salessync.v1.SendPurpose.SEND_PURPOSE_BULK;
            case CAMPAIGN -> dev.touchstone.salessync.v1.SendPurpose.SEND_PURPOSE_CAMPAIGN;
        };
    }

    static UnsubscribeCheckSettingsVersion message(SettingsVersion<CheckSettings> version) {
        CheckSettings settings = version.settings();
        return UnsubscribeCheckSettingsVersion.newBuilder()
                .setVersion(version.version())
                .setSettings(UnsubscribeCheckSettings.newBuilder()
                        .setEnabled(settings.enabled())
                        .setMode(message(settings.mode()))
                        .addAllBlockedDomains(settings.blockedDomains())
                        .setStaleAllowed(settings.staleAllowed()))
                .setEtag(version.etag())
                .setAuthor(version.author())
                .setNote(version.note())
                .setCreateTime(timestamp(version.createdAt()))
                .build();
    }

    private static UnsubscribeCheckMode message(CheckMode mode) {
        return switch (mode) {
            case LIVE -> UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_LIVE;
            case HYBRID -> UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_HYBRID;
            case MIRROR_ONLY -> UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_MIRROR_ONLY;
        };
    }

    static UnsubscribeCheckBypass message(Bypass bypass) {
        return UnsubscribeCheckBypass.newBuilder()
                .setReason(message(bypass.reason()))
                .setPurpose(message(bypass.purpose()))
                .setTemplateId(bypass.template().id())
                .setTemplateOwner(bypass.template().owner())
                .setRecipientCount((int) bypass.recipients())
                .setCheckTime(timestamp(bypass.at()))
                .build();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
