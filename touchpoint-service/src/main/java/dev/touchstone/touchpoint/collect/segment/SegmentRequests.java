package dev.touchstone.touchpoint.collect.segment;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.collect.SentEvent;
import dev.touchstone.touchpoint.collect.http.JsonFields;
import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.site.Site;
import dev.touchstone.touchpoint.site.SiteDomain;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the messages of Segment's tracking API. */
final class SegmentRequests {
    private static final int MAX_FORM_NAME = 255;
    private static final Set<String> IGNORED_TYPES = Set.of("screen", "group", "alias");

    private final JsonFields message;
    private final Site site;
    private final FieldViolations violations;
    private final Optional<JsonFields> context;
    private final Optional<JsonFields> properties;

    private SegmentRequests(JsonFields message, Site site, FieldViolations violations) {
        this.message = message.with(violations);
        this.site = site;
        this.violations = violations;
        this.context = this.message.object("context");
        this.properties = this.message.object("properties");
    }

    /**
     * Reads a message.
     *
     * @param type as its address or its field says
     * @param batchSentAt when the batch was sent that it is in; empty if it is alone
     * @param violations receives what cannot be read
     */
    static SegmentMessage parse(
            JsonFields message, String type, String batchSentAt, Site site, FieldViolations violations) {
        return new SegmentRequests(message, site, violations).parse(type, batchSentAt);
    }

    private SegmentMessage parse(String type, String batchSentAt) {
        return switch (type) {
            case "page" -> event(WebEventType.PAGE_VIEW, "", null, batchSentAt);
            case "identify" -> {
                String email = email(message.object("traits"), traits());
                yield email.isEmpty()
                        ? new SegmentMessage.Ignored("identify without e-mail")
                        : event(WebEventType.IDENTIFICATION, email, null, batchSentAt);
            }
            case "track" -> track(batchSentAt);
            default -> {
                if (!IGNORED_TYPES.contains(type)) {
                    violations.add(message.prefix() + "type", "UNKNOWN_ENUM_VALUE", "is unknown");
                }
                yield new SegmentMessage.Ignored(type);
            }
        };
    }

    private SegmentMessage track(String batchSentAt) {
        String name = message.text("event");
        if (!site.settings().isForm(name)) {
            return new SegmentMessage.Ignored("track of another event");
        }
        String email = email(properties, traits());
        if (email.isEmpty()) {
            return new SegmentMessage.Ignored("form without e-mail");
        }
        String formName = properties
                .map(fields -> fields.text("formName"))
                .filter(text -> !text.isEmpty())
                .orElse(name);
        SentEvent.Form form = new SentEvent.Form(
                formName.substring(0, Math.min(MAX_FORM_NAME, formName.length())),
                new SentEvent.Named<>(FormDetails.Source.API, "api"));
        return event(WebEventType.FORM_SUBMISSION, email, form, batchSentAt);
    }

    private SegmentMessage event(WebEventType type, String email, SentEvent.@Nullable Form form, String batchSentAt) {
        Instant sentAt = time("sentAt", message.text("sentAt").isEmpty() ? batchSentAt : message.text("sentAt"));
        // No other time will do: it is part of an event's identity, and sending again must not make another event.
        @Nullable
        Instant occurredAt = Stream.of("timestamp", "originalTimestamp")
                .filter(name -> !message.text(name).isEmpty())
                .findFirst()
                .map(name -> time(name, message.text(name)))
                .orElse(null);
        Optional<JsonFields> page = context.flatMap(fields -> fields.object("page"));
        SentEvent sent = new SentEvent(
                visitorId(),
                id(message.text("messageId")),
                occurredAt,
                new SentEvent.Named<>(type, type.name()),
                pageUrl(type, page),
                firstText(List.of(page, type == WebEventType.PAGE_VIEW ? properties : Optional.empty()), "referrer"),
                email,
                new SentEvent.Detail(0, null, form));
        return new SegmentMessage.Event(
                sent, sentAt, firstText(List.of(context), "userAgent"), firstText(List.of(context), "ip"));
    }

    private String pageUrl(WebEventType type, Optional<JsonFields> page) {
        if (type == WebEventType.PAGE_VIEW) {
            return firstText(List.of(properties, page), "url");
        }
        String url = firstText(List.of(page), "url");
        // An internal client identifies somebody without being on a page.
        return !url.isEmpty()
                ? url
                : site.settings().domains().stream()
                        .filter(SiteDomain::enabled)
                        .findFirst()
                        .map(domain -> "https://" + domain.domain() + "/")
                        .orElse("");
    }

    private String visitorId() {
        String anonymousId = message.text("anonymousId");
        return id(anonymousId.isEmpty() ? message.text("userId") : anonymousId);
    }

    /** Ids of any shape are allowed there; one that does not fit here, or is an address, is replaced by its digest. */
    private static String id(String text) {
        boolean fits = text.length() <= RecordFields.MAX_ID
                && text.indexOf('@') < 0
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return fits ? text : StableId.of("segment id", text).toString();
    }

    private Optional<JsonFields> traits() {
        return context.flatMap(fields -> fields.object("traits"));
    }

    private String email(Optional<JsonFields> first, Optional<JsonFields> second) {
        String email = firstText(List.of(first, second), "email");
        String userId = message.text("userId");
        return email.isEmpty() && RecordFields.isEmail(userId) ? userId : email;
    }

    private static String firstText(List<Optional<JsonFields>> objects, String name) {
        return objects.stream()
                .flatMap(Optional::stream)
                .map(fields -> fields.text(name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private @Nullable Instant time(String name, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            violations.add(message.prefix() + name, "INVALID_TIME", "must be an ISO 8601 time: 2026-01-31T12:00:00Z");
            return null;
        }
    }
}
