package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.generate.NoTouchpoint;
import dev.touchstone.touchpoint.v1.FactWithoutTouchpoint;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;

/** Writes facts without touchpoint. */
final class NoTouchpointMessages {
    private NoTouchpointMessages() {}

    static FactWithoutTouchpoint of(NoTouchpoint without) {
        return FactWithoutTouchpoint.newBuilder()
                .setFact(TouchpointMessages.of(without.fact()))
                .setFactTime(ProtoTime.timestamp(without.factTime()))
                .setReason(reason(without.reason()))
                .setRuleListVersion(without.ruleListVersion())
                .build();
    }

    private static NoTouchpointReason reason(dev.touchstone.touchpoint.generate.NoTouchpointReason reason) {
        return switch (reason) {
            case NO_EMAIL -> NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_EMAIL;
            case CAMPAIGN_UNKNOWN -> NoTouchpointReason.NO_TOUCHPOINT_REASON_CAMPAIGN_UNKNOWN;
            case EXCLUDED_BY_SYNC_TYPE -> NoTouchpointReason.NO_TOUCHPOINT_REASON_EXCLUDED_BY_SYNC_TYPE;
            case NO_SYNC_TYPE -> NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_SYNC_TYPE;
            case NOT_RESPONDED -> NoTouchpointReason.NO_TOUCHPOINT_REASON_NOT_RESPONDED;
            case NO_RULE_MATCHED -> NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_RULE_MATCHED;
            case BEFORE_START_DATE -> NoTouchpointReason.NO_TOUCHPOINT_REASON_BEFORE_START_DATE;
            case AFTER_END_DATE -> NoTouchpointReason.NO_TOUCHPOINT_REASON_AFTER_END_DATE;
            case NO_TOUCHPOINT_DATE -> NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_TOUCHPOINT_DATE;
            case SECOND_MEMBERSHIP -> NoTouchpointReason.NO_TOUCHPOINT_REASON_SECOND_MEMBERSHIP;
            case PROGRAM_UNKNOWN -> NoTouchpointReason.NO_TOUCHPOINT_REASON_PROGRAM_UNKNOWN;
            case PROGRAM_REQUIRED -> NoTouchpointReason.NO_TOUCHPOINT_REASON_PROGRAM_REQUIRED;
            case NO_CAMPAIGN_NAME -> NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_CAMPAIGN_NAME;
            case CALL_OF_SESSION -> NoTouchpointReason.NO_TOUCHPOINT_REASON_CALL_OF_SESSION;
        };
    }
}
