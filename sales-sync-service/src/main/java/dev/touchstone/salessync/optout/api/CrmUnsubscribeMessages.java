package dev.touchstone.salessync.optout.api;

import dev.touchstone.salessync.optout.crm.CrmOptOutSettings;
import dev.touchstone.salessync.optout.crm.CrmOptOutStatus;
import dev.touchstone.salessync.optout.crm.FindCrmOptOuts;
import dev.touchstone.salessync.optout.crm.NightlyRun;
import dev.touchstone.salessync.optout.crm.OptOutTarget;
import dev.touchstone.salessync.settings.SettingsVersion;
import dev.touchstone.salessync.v1.CrmNightlyRun;
import dev.touchstone.salessync.v1.CrmNightlyRunState;
import dev.touchstone.salessync.v1.CrmUnsubscribeFailure;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettings;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettingsVersion;
import dev.touchstone.salessync.v1.CrmUnsubscribeTarget;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusResponse;
import java.util.Optional;

/** Writes how opt-outs travel as messages. */
final class CrmUnsubscribeMessages {
    private CrmUnsubscribeMessages() {}

    static CrmUnsubscribeSettingsVersion message(SettingsVersion<CrmOptOutSettings> version) {
        CrmOptOutSettings settings = version.settings();
        return CrmUnsubscribeSettingsVersion.newBuilder()
                .setVersion(version.version())
                .setSettings(CrmUnsubscribeSettings.newBuilder()
                        .setNightlyEnabled(settings.nightlyEnabled())
                        .setTarget(message(settings.target()))
                        .setSalesField(settings.salesField())
                        .setNightlyClock(settings.nightlyAt().toString())
                        .setTimeZone(settings.zone().getId()))
                .setEtag(version.etag())
                .setAuthor(version.author())
                .setNote(version.note())
                .setCreateTime(CheckMessages.timestamp(version.createdAt()))
                .build();
    }

    private static CrmUnsubscribeTarget message(OptOutTarget target) {
        return switch (target) {
            case STANDARD -> CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_STANDARD;
            case SALES_ONLY -> CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_SALES_ONLY;
            case BOTH -> CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_BOTH;
        };
    }

    static GetCrmUnsubscribeStatusResponse status(CrmOptOutStatus status, Optional<NightlyRun> lastRun) {
        GetCrmUnsubscribeStatusResponse.Builder response = GetCrmUnsubscribeStatusResponse.newBuilder()
                .setSearchCount(status.searches())
                .setPendingCount(status.pending())
                .setFailedCount(status.failed())
                .setGoneCount(status.gone());
        status.oldest().ifPresent(oldest -> response.setOldestPendingTime(CheckMessages.timestamp(oldest)));
        lastRun.ifPresent(run -> response.setLastRun(message(run)));
        return response.build();
    }

    private static CrmNightlyRun message(NightlyRun run) {
        CrmNightlyRun.Builder message = CrmNightlyRun.newBuilder()
                .setLocalDate(run.localDate().toString())
                .setState(
                        switch (run.state()) {
                            case RUNNING -> CrmNightlyRunState.CRM_NIGHTLY_RUN_STATE_RUNNING;
                            case DONE -> CrmNightlyRunState.CRM_NIGHTLY_RUN_STATE_DONE;
                            case GIVEN_UP -> CrmNightlyRunState.CRM_NIGHTLY_RUN_STATE_GIVEN_UP;
                        })
                .setStartTime(CheckMessages.timestamp(run.startedAt()))
                .setRecordCount(run.counts().records())
                .setFoundCount(run.counts().found())
                .setRepeatedCount(run.counts().repeated())
                .setFailureCount(run.failures())
                .setFailureSentence(run.sentence());
        run.endedAt().ifPresent(ended -> message.setEndTime(CheckMessages.timestamp(ended)));
        return message.build();
    }

    static CrmUnsubscribeFailure message(FindCrmOptOuts.Failed failed) {
        return CrmUnsubscribeFailure.newBuilder()
                .setSalesforceId(failed.salesforceId())
                .setObject(failed.object())
                .setCode(failed.code())
                .setSentence(failed.words())
                .setPendingTime(CheckMessages.timestamp(failed.since()))
                .build();
    }
}
