package dev.touchstone.salessync.activity.rpc;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityContent;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.CallStatus;
import dev.touchstone.salessync.outbox.OutboxCounts;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.ActivityStateCount;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.SalesActivity;
import dev.touchstone.salessync.v1.SalesActivityKind;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import dev.touchstone.salessync.v1.SalesCampaignMembership;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.salessync.v1.SalesEmailBounce;
import dev.touchstone.salessync.v1.SalesEmailClick;
import dev.touchstone.salessync.v1.SalesEmailReply;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes activities as messages; what is absent is empty. */
final class ActivityMessages {
    private ActivityMessages() {}

    static SalesActivity message(Activity activity) {
        return SalesActivity.newBuilder()
                .setActivityKey(activity.key())
                .setActivity(recorded(activity))
                .setKind(kind(activity.recorded().content().kind()))
                .setAcceptTime(timestamp(activity.acceptedAt()))
                .setDelivery(delivery(activity.delivery()))
                .setOwnerId(text(activity.ownerId()))
                .build();
    }

    private static NewSalesActivity recorded(Activity activity) {
        ActivityContent content = activity.recorded().content();
        NewSalesActivity.Builder message = NewSalesActivity.newBuilder()
                .setClientKey(activity.recorded().clientKey())
                .setMarketoId(activity.recorded().marketoId())
                .setOccurTime(timestamp(activity.recorded().occurredAt()))
                .setActor(content.text(ActivityAttribute.ACTOR));
        switch (content.kind()) {
            case SEND -> message.setSend(email(content));
            case OPEN -> message.setOpen(email(content));
            case CLICK ->
                message.setClick(SalesEmailClick.newBuilder()
                        .setEmail(email(content))
                        .setLink(content.text(ActivityAttribute.LINK)));
            case REPLY -> message.setReply(SalesEmailReply.newBuilder().setEmailId(text(content.emailId())));
            case BOUNCE -> message.setBounce(bounce(content));
            case CALL -> message.setCall(call(content));
            case ADD -> message.setAddToCampaign(membership(content));
            case REMOVE -> message.setRemoveFromCampaign(membership(content));
        }
        return message.build();
    }

    private static SalesEmail email(ActivityContent content) {
        return SalesEmail.newBuilder()
                .setEmailId(text(content.emailId()))
                .setSubject(content.text(ActivityAttribute.SUBJECT))
                .setTemplateId(content.text(ActivityAttribute.TEMPLATE_ID))
                .setTemplateName(content.text(ActivityAttribute.TEMPLATE_NAME))
                .setTemplateUrl(content.text(ActivityAttribute.TEMPLATE_URL))
                .setCampaignName(content.text(ActivityAttribute.CAMPAIGN_NAME))
                .setCampaignUrl(content.text(ActivityAttribute.CAMPAIGN_URL))
                .build();
    }

    private static SalesEmailBounce bounce(ActivityContent content) {
        return SalesEmailBounce.newBuilder()
                .setEmailId(text(content.emailId()))
                .setEmail(content.text(ActivityAttribute.EMAIL))
                .setDetails(content.text(ActivityAttribute.DETAILS))
                .setTemplateId(content.text(ActivityAttribute.TEMPLATE_ID))
                .build();
    }

    private static SalesCall call(ActivityContent content) {
        String duration = content.text(ActivityAttribute.DURATION);
        return SalesCall.newBuilder()
                .setOutcome(content.text(ActivityAttribute.SUBJECT))
                .setStatus(callStatus(content.text(ActivityAttribute.STATUS)))
                .setPhone(content.text(ActivityAttribute.PHONE))
                .setDurationSeconds(duration.isEmpty() ? 0 : Integer.parseInt(duration))
                .setRecordingUrl(content.text(ActivityAttribute.RECORDING_URL))
                .setAnsweredBy(content.text(ActivityAttribute.ANSWERED_BY))
                .setCampaignName(content.text(ActivityAttribute.CAMPAIGN_NAME))
                .setCampaignUrl(content.text(ActivityAttribute.CAMPAIGN_URL))
                .build();
    }

    private static SalesCampaignMembership membership(ActivityContent content) {
        return SalesCampaignMembership.newBuilder()
                .setCampaignId(content.text(ActivityAttribute.CAMPAIGN_ID))
                .setCampaignName(content.text(ActivityAttribute.CAMPAIGN_NAME))
                .setCampaignUrl(content.text(ActivityAttribute.CAMPAIGN_URL))
                .setStatus(content.text(ActivityAttribute.STATUS))
                .build();
    }

    private static SalesCallStatus callStatus(String text) {
        return Arrays.stream(CallStatus.values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .map(status -> switch (status) {
                    case COMPLETED -> SalesCallStatus.SALES_CALL_STATUS_COMPLETED;
                    case NO_ANSWER -> SalesCallStatus.SALES_CALL_STATUS_NO_ANSWER;
                    case CANCELLED -> SalesCallStatus.SALES_CALL_STATUS_CANCELLED;
                    case FAILED -> SalesCallStatus.SALES_CALL_STATUS_FAILED;
                })
                .orElse(SalesCallStatus.SALES_CALL_STATUS_UNSPECIFIED);
    }

    private static SalesActivityKind kind(ActivityKind kind) {
        return switch (kind) {
            case SEND -> SalesActivityKind.SALES_ACTIVITY_KIND_SEND;
            case OPEN -> SalesActivityKind.SALES_ACTIVITY_KIND_OPEN;
            case CLICK -> SalesActivityKind.SALES_ACTIVITY_KIND_CLICK;
            case REPLY -> SalesActivityKind.SALES_ACTIVITY_KIND_REPLY;
            case BOUNCE -> SalesActivityKind.SALES_ACTIVITY_KIND_BOUNCE;
            case CALL -> SalesActivityKind.SALES_ACTIVITY_KIND_CALL;
            case ADD -> SalesActivityKind.SALES_ACTIVITY_KIND_ADD;
            case REMOVE -> SalesActivityKind.SALES_ACTIVITY_KIND_REMOVE;
        };
    }

    private static ActivityDelivery delivery(OutboxEntry row) {
        ActivityDelivery.Builder message = ActivityDelivery.newBuilder()
                .setState(state(row.state()))
                .setCause(text(row.status().cause()))
                .setCode(text(row.status().code()))
                .setAttemptCount(row.history().attempts())
                .setPossibleDuplicate(row.history().marks().possibleDuplicate())
                .setMarketoGuid(text(row.status().remoteId()));
        Instant startedAt = row.history().startedAt();
        if (startedAt != null) {
            message.setAttemptTime(timestamp(startedAt));
        }
        if (row.state().isOpen()) {
            message.setDueTime(timestamp(row.status().dueAt()));
        }
        return message.build();
    }

    static GetActivityCountsResponse.Builder counts(OutboxCounts counts) {
        GetActivityCountsResponse.Builder message = GetActivityCountsResponse.newBuilder()
                .setAcceptedCount(counts.accepted())
                .setDoneCount(counts.of(OutboxState.DONE))
                .setSkippedCount(counts.of(OutboxState.SKIPPED))
                .setDeadCount(counts.of(OutboxState.DEAD))
                .setInFlightCount(counts.inFlight())
                .setPossibleDuplicateCount(counts.possibleDuplicates())
                .setOutOfOrderCount(counts.outOfOrder());
        for (OutboxState state : OutboxState.values()) {
            if (counts.of(state) != 0) {
                message.addStates(
                        ActivityStateCount.newBuilder().setState(state(state)).setCount(counts.of(state)));
            }
        }
        Instant oldest = counts.oldestOpenAt();
        if (oldest != null) {
            message.setOldestUnsentTime(timestamp(oldest));
        }
        return message;
    }

    private static ActivityDeliveryState state(OutboxState state) {
        return switch (state) {
            case PENDING -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_PENDING;
            case SENDING -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_SENDING;
            case DONE -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE;
            case RESOLVE_ALIAS -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_RESOLVE_ALIAS;
            case DEAD -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DEAD;
            case WAIT_QUOTA -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_WAIT_QUOTA;
            case IN_DOUBT -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_IN_DOUBT;
            case BLOCKED_SCHEMA -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_BLOCKED_SCHEMA;
            case SKIPPED -> ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_SKIPPED;
        };
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
