package dev.touchstone.touchpoint.collect;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.Refusals;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the messages of {@code IngestWebEvents}. */
final class WebEventRequests {
    static final int MAX_EVENTS = 1_000;
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private WebEventRequests() {}

    /**
     * What a message holds.
     *
     * @param events the good events
     * @param refusals the bad ones; one refusal without a record id stands for a message refused whole
     * @param refusedCount how many events were refused
     */
    record Parsed(List<WebEvent> events, List<Refusal> refusals, int refusedCount) {}

    static Parsed parse(IngestWebEventsRequest request, long requestIndex, Instant now) {
        Optional<FieldViolation> whole = wholeMessage(request);
        if (whole.isPresent()) {
            Refusal refusal = Refusals.of(requestIndex, "", List.of(whole.get()));
            return new Parsed(List.of(), List.of(refusal), request.getWebEventsCount());
        }
        List<WebEvent> events = new ArrayList<>(request.getWebEventsCount());
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < request.getWebEventsCount(); i++) {
            FieldViolations violations = new FieldViolations();
            Optional<WebEvent> event = parse(
                    request.getWebEvents(i), "web_events[" + i + "].", violations, new RecordFields(violations, now));
            event.ifPresent(events::add);
            if (event.isEmpty()) {
                refusals.add(Refusals.of(requestIndex, request.getWebEvents(i).getEventId(), violations.list()));
            }
        }
        return new Parsed(events, refusals, refusals.size());
    }

    private static Optional<FieldViolation> wholeMessage(IngestWebEventsRequest request) {
        FieldViolations violations = new FieldViolations();
        int count = request.getWebEventsCount();
        if (count == 0 || count > MAX_EVENTS) {
            violations.add(
                    "web_events",
                    count == 0 ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to 1,000 events but has " + count);
        } else if (request.getSerializedSize() > MAX_BYTES) {
            violations.add(
                    "web_events",
                    "MESSAGE_TOO_LARGE",
                    "must have at most " + MAX_BYTES + " bytes together but has " + request.getSerializedSize());
        }
        return violations.list().stream().findFirst();
    }

    private static Optional<WebEvent> parse(
            dev.touchstone.touchpoint.v1.WebEvent message,
            String path,
            FieldViolations violations,
            RecordFields fields) {
        Optional<String> visitorId = fields.id(path + "visitor_id", message.getVisitorId());
        Optional<String> eventId = fields.id(path + "event_id", message.getEventId());
        Optional<Instant> occurredAt = fields.time(path + "occur_time", message.hasOccurTime(), message.getOccurTime());
        Optional<WebEventType> type = type(message, path, violations);
        Optional<PageUrl> page = fields.pageUrl(path + "page_url", message.getPageUrl());
        Optional<PageUrl> referrer = fields.referrerUrl(path + "referrer_url", message.getReferrerUrl());
        Optional<String> email = fields.email(path + "email", message.getEmail());
        type.ifPresent(known -> checkEmail(known, message.getEmail(), path, violations));
        if (!violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WebEvent(
                visitorId.orElseThrow(),
                eventId.orElseThrow(),
                occurredAt.orElseThrow(),
                type.orElseThrow(),
                page.orElseThrow(),
                referrer.orElse(null),
                email.orElse(null)));
    }

    private static Optional<WebEventType> type(
            dev.touchstone.touchpoint.v1.WebEvent message, String path, FieldViolations violations) {
        return switch (message.getType()) {
            case WEB_EVENT_TYPE_PAGE_VIEW -> Optional.of(WebEventType.PAGE_VIEW);
            case WEB_EVENT_TYPE_FORM_SUBMISSION -> Optional.of(WebEventType.FORM_SUBMISSION);
            case WEB_EVENT_TYPE_IDENTIFICATION -> Optional.of(WebEventType.IDENTIFICATION);
            case WEB_EVENT_TYPE_CHAT -> Optional.of(WebEventType.CHAT);
            case WEB_EVENT_TYPE_EMAIL_LINK_CLICK -> Optional.of(WebEventType.EMAIL_LINK_CLICK);
            case WEB_EVENT_TYPE_ALIAS -> Optional.of(WebEventType.ALIAS);
            case WEB_EVENT_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
                violations.add(
                        path + "type",
                        "UNKNOWN_ENUM_VALUE",
                        "must be PAGE_VIEW, FORM_SUBMISSION or IDENTIFICATION but is " + message.getTypeValue());
                yield Optional.empty();
            }
        };
    }

    private static void checkEmail(WebEventType type, String email, String path, FieldViolations violations) {
        if (type == WebEventType.PAGE_VIEW && !email.isEmpty()) {
            violations.add(path + "email", "FIELD_NOT_ALLOWED", "must be empty for a page view");
        } else if (type != WebEventType.PAGE_VIEW && email.isEmpty()) {
            violations.add(path + "email", "FIELD_REQUIRED", "is required for " + type);
        }
    }
}
