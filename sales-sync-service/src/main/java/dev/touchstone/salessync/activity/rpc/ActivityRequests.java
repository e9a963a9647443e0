package dev.touchstone.salessync.activity.rpc;

import static dev.touchstone.salessync.activity.ActivityAttribute.ACTOR;
import static dev.touchstone.salessync.activity.ActivityAttribute.ANSWERED_BY;
import static dev.touchstone.salessync.activity.ActivityAttribute.CAMPAIGN_ID;
import static dev.touchstone.salessync.activity.ActivityAttribute.CAMPAIGN_NAME;
import static dev.touchstone.salessync.activity.ActivityAttribute.CAMPAIGN_URL;
import static dev.touchstone.salessync.activity.ActivityAttribute.DETAILS;
import static dev.touchstone.salessync.activity.ActivityAttribute.DURATION;
import static dev.touchstone.salessync.activity.ActivityAttribute.EMAIL;
import static dev.touchstone.salessync.activity.ActivityAttribute.LINK;
import static dev.touchstone.salessync.activity.ActivityAttribute.PHONE;
import static dev.touchstone.salessync.activity.ActivityAttribute.RECORDING_URL;
import static dev.touchstone.salessync.activity.ActivityAttribute.STATUS;
import static dev.touchstone.salessync.activity.ActivityAttribute.SUBJECT;
import static dev.touchstone.salessync.activity.ActivityAttribute.TEMPLATE_ID;
import static dev.touchstone.salessync.activity.ActivityAttribute.TEMPLATE_NAME;
import static dev.touchstone.salessync.activity.ActivityAttribute.TEMPLATE_URL;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityContent;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.CallStatus;
import dev.touchstone.salessync.activity.NewActivity;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import dev.touchstone.salessync.v1.SalesCampaignMembership;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.salessync.v1.SalesEmailBounce;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads activities to record. What is wrong is collected, all of it. */
final class ActivityRequests {
    static final int MAX_KEY = 128;

    private static final int MAX_NAME = 255;
    private static final int MAX_URL = 2_000;
    private static final int MAX_SUBJECT = 2_000;
    private static final int MAX_DETAILS = 8_000;
    private static final int MAX_PHONE = 64;
    private static final int MAX_DURATION = 86_400;
    private static final long FIRST_SECOND =
            Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private final String path;
    private final FieldViolations violations;
    private final Map<ActivityAttribute, String> texts = new EnumMap<>(ActivityAttribute.class);

    private ActivityRequests(String path, FieldViolations violations) {
        this.path = path;
        this.violations = violations;
    }

    /**
     * Reads one.
     *
     * @param path of the activity in the request
     * @param now by the service's clock
     * @return empty if something is wrong, which is then among the violations
     */
    static Optional<NewActivity> parse(NewSalesActivity sent, String path, Instant now, FieldViolations violations) {
        FieldViolations own = new FieldViolations();
        ActivityRequests request = new ActivityRequests(path, own);
        request.required(sent.getClientKey(), "client_key", MAX_KEY);
        if (sent.getMarketoId() < 1) {
            own.add(path + "marketo_id", "OUT_OF_RANGE", "must be above 0 but is " + sent.getMarketoId());
        }
        @Nullable Instant occurredAt = request.time(sent, now);
        request.required(sent.getActor(), "actor", MAX_NAME);
        request.texts.put(ACTOR, sent.getActor());
        @Nullable ActivityContent content = request.content(sent);
        own.list().forEach(found -> violations.add(found.getField(), found.getReason(), found.getDescription()));
        if (!own.isEmpty() || occurredAt == null || content == null) {
            return Optional.empty();
        }
        return Optional.of(new NewActivity(sent.getClientKey(), sent.getMarketoId(), occurredAt, content));
    }

    private @Nullable Instant time(NewSalesActivity sent, Instant now) {
        String field = path + "occur_time";
        if (!sent.hasOccurTime()) {
            violations.add(field, "FIELD_REQUIRED", "is required");
            return null;
        }
        Timestamp time = sent.getOccurTime();
        long latest = now.plus(CLOCKS_APART).getEpochSecond();
        boolean inRange = time.getSeconds() >= FIRST_SECOND && time.getSeconds() <= latest;
        if (!inRange || time.getNanos() < 0 || time.getNanos() >= 1_000_000_000) {
            violations.add(
                    field,
                    "TIME_OUT_OF_RANGE",
                    "must be from 1990-01-01T00:00:00Z to " + Instant.ofEpochSecond(latest) + ", 10 minutes from now");
            return null;
        }
        return Instant.ofEpochSecond(time.getSeconds());
    }

    private @Nullable ActivityContent content(NewSalesActivity sent) {
        return switch (sent.getContentCase()) {
            case SEND -> email(ActivityKind.SEND, "send.", sent.getSend());
            case OPEN -> email(ActivityKind.OPEN, "open.", sent.getOpen());
            case CLICK -> {
                required(sent.getClick().getLink(), "click.link", MAX_URL);
                texts.put(LINK, sent.getClick().getLink());
                yield email(ActivityKind.CLICK, "click.email.", sent.getClick().getEmail());
            }
            case REPLY -> {
                String emailId = sent.getReply().getEmailId();
                limited(emailId, "reply.email_id", MAX_KEY);
                yield done(ActivityKind.REPLY, emailId);
            }
            case BOUNCE -> bounce(sent.getBounce());
            case CALL -> call(sent.getCall());
            case ADD_TO_CAMPAIGN -> membership(ActivityKind.ADD, "add_to_campaign.", sent.getAddToCampaign());
            case REMOVE_FROM_CAMPAIGN ->
                membership(ActivityKind.REMOVE, "remove_from_campaign.", sent.getRemoveFromCampaign());
            case CONTENT_NOT_SET -> {
                violations.add(
                        path + "content",
                        "FIELD_REQUIRED",
                        "one of send, open, click, reply, bounce, call, "
                                + "add_to_campaign, remove_from_campaign is required");
                yield null;
            }
        };
    }

    private ActivityContent email(ActivityKind kind, String at, SalesEmail email) {
        required(email.getEmailId(), at + "email_id", MAX_KEY);
        text(SUBJECT, email.getSubject(), at + "subject", MAX_SUBJECT);
        text(TEMPLATE_ID, email.getTemplateId(), at + "template_id", MAX_NAME);
        text(TEMPLATE_NAME, email.getTemplateName(), at + "template_name", MAX_NAME);
        text(TEMPLATE_URL, email.getTemplateUrl(), at + "template_url", MAX_URL);
        text(CAMPAIGN_NAME, email.getCampaignName(), at + "campaign_name", MAX_NAME);
        text(CAMPAIGN_URL, email.getCampaignUrl(), at + "campaign_url", MAX_URL);
        return done(kind, email.getEmailId());
    }

    private ActivityContent bounce(SalesEmailBounce bounce) {
        limited(bounce.getEmailId(), "bounce.email_id", MAX_KEY);
        required(bounce.getEmail(), "bounce.email", MAX_NAME);
        texts.put(EMAIL, bounce.getEmail());
        text(DETAILS, bounce.getDetails(), "bounce.details", MAX_DETAILS);
        text(TEMPLATE_ID, bounce.getTemplateId(), "bounce.template_id", MAX_NAME);
        return done(ActivityKind.BOUNCE, bounce.getEmailId());
    }

    private ActivityContent call(SalesCall call) {
        text(SUBJECT, call.getOutcome(), "call.outcome", MAX_SUBJECT);
        status(call.getStatus()).ifPresent(status -> texts.put(STATUS, status.text()));
        text(PHONE, call.getPhone(), "call.phone", MAX_PHONE);
        if (call.getDurationSeconds() < 0 || call.getDurationSeconds() > MAX_DURATION) {
            violations.add(
                    path + "call.duration_seconds",
                    "OUT_OF_RANGE",
                    "must be from 0 to " + MAX_DURATION + " but is " + call.getDurationSeconds());
        }
        texts.put(DURATION, Integer.toString(call.getDurationSeconds()));
        text(RECORDING_URL, call.getRecordingUrl(), "call.recording_url", MAX_URL);
        text(ANSWERED_BY, call.getAnsweredBy(), "call.answered_by", MAX_NAME);
        text(CAMPAIGN_NAME, call.getCampaignName(), "call.campaign_name", MAX_NAME);
        text(CAMPAIGN_URL, call.getCampaignUrl(), "call.campaign_url", MAX_URL);
        return done(ActivityKind.CALL, "");
    }

    private Optional<CallStatus> status(SalesCallStatus status) {
        return switch (status) {
            case SALES_CALL_STATUS_COMPLETED -> Optional.of(CallStatus.COMPLETED);
            case SALES_CALL_STATUS_NO_ANSWER -> Optional.of(CallStatus.NO_ANSWER);
            case SALES_CALL_STATUS_CANCELLED -> Optional.of(CallStatus.CANCELLED);
            case SALES_CALL_STATUS_FAILED -> Optional.of(CallStatus.FAILED);
            case SALES_CALL_STATUS_UNSPECIFIED -> {
                violations.add(path + "call.status", "FIELD_REQUIRED", "is required");
                yield Optional.empty();
            }
            case UNRECOGNIZED -> {
                violations.add(path + "call.status", "UNKNOWN_ENUM_VALUE", "must be one of SalesCallStatus");
                yield Optional.empty();
            }
        };
    }

    private ActivityContent membership(ActivityKind kind, String at, SalesCampaignMembership membership) {
        required(membership.getCampaignId(), at + "campaign_id", MAX_NAME);
        texts.put(CAMPAIGN_ID, membership.getCampaignId());
        required(membership.getCampaignName(), at + "campaign_name", MAX_NAME);
        texts.put(CAMPAIGN_NAME, membership.getCampaignName());
        text(CAMPAIGN_URL, membership.getCampaignUrl(), at + "campaign_url", MAX_URL);
        text(STATUS, membership.getStatus(), at + "status", MAX_NAME);
        return done(kind, "");
    }

    private ActivityContent done(ActivityKind kind, String emailId) {
        return new ActivityContent(kind, emailId.isEmpty() ? null : emailId, texts);
    }

    private void text(ActivityAttribute attribute, String value, String field, int limit) {
        limited(value, field, limit);
        texts.put(attribute, value);
    }

    private void limited(String value, String field, int limit) {
        violations.limitText(path + field, value, limit);
    }

    private void required(String value, String field, int limit) {
        violations.requireText(path + field, value, limit);
    }
}
