package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.collect.ClockCorrection;
import dev.touchstone.touchpoint.collect.SentEvent;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the batches that the browser tag sends. */
final class TagRequests {
    static final int MAX_EVENTS = 50;

    private static final int MAX_ID = 64;
    private static final Map<String, WebEventType> TYPES = Map.of(
            "page", WebEventType.PAGE_VIEW,
            "form", WebEventType.FORM_SUBMISSION,
            "chat", WebEventType.CHAT,
            "identify", WebEventType.IDENTIFICATION,
            "alias", WebEventType.ALIAS);
    private static final Map<String, VisitorAlias.Type> ALIAS_TYPES =
            Map.of("munchkin", VisitorAlias.Type.MARKETO_MUNCHKIN);
    private static final Map<String, FormDetails.Source> FORM_SOURCES = Map.of(
            "", FormDetails.Source.UNSPECIFIED,
            "submit", FormDetails.Source.SUBMIT,
            "request", FormDetails.Source.REQUEST,
            "marketo", FormDetails.Source.MARKETO_FORM,
            "api", FormDetails.Source.API,
            "thank-you", FormDetails.Source.THANK_YOU_ELEMENT,
            "chat", FormDetails.Source.CHAT);

    private TagRequests() {}

    /**
     * What all events of a batch share.
     *
     * @param visitorId the browser's id
     * @param clockOffsetMinutes the error of the browser's clock
     * @param consentGiven true if consent was required and given
     * @param size how many events, 1 to 50
     */
    record Batch(String visitorId, int clockOffsetMinutes, boolean consentGiven, int size) {}

    /**
     * Reads what the events share.
     *
     * @throws HttpRefusal if anything is wrong with it
     */
    static Batch batch(JsonFields body, FieldViolations violations, Instant now) {
        String visitorId = body.text("visitorId");
        new RecordFields(violations, now).id("visitorId", visitorId, MAX_ID);
        boolean consentGiven = body.flag("consent");
        Instant sentAt = body.millis("sentAt");
        if (sentAt != null && !ClockCorrection.isPossible(sentAt, now)) {
            violations.add(
                    "sentAt",
                    "TIME_OUT_OF_RANGE",
                    "must be within " + ClockCorrection.LARGEST.toDays() + " days of the server's time");
        }
        int size = body.size("events");
        if (size == 0 || size > MAX_EVENTS) {
            violations.add(
                    "events", size == 0 ? "FIELD_REQUIRED" : "TOO_MANY", "must be 1 to 50 events but are " + size);
        }
        if (!violations.isEmpty()) {
            throw HttpMessages.badFields(violations);
        }
        return new Batch(visitorId, sentAt == null ? 0 : ClockCorrection.minutes(sentAt, now), consentGiven, size);
    }

    /** Reads one event; a field of a wrong type is a violation. */
    static SentEvent event(String visitorId, JsonFields event) {
        String type = event.text("type");
        return new SentEvent(
                visitorId,
                event.text("id"),
                event.millis("time"),
                named(TYPES, type),
                event.text("url"),
                event.text("referrer"),
                event.text("email"),
                new SentEvent.Detail(event.count("seq"), alias(event.object("alias")), form(event.object("form"))));
    }

    private static SentEvent.@Nullable Alias alias(Optional<JsonFields> alias) {
        return alias.map(fields -> new SentEvent.Alias(named(ALIAS_TYPES, fields.text("type")), fields.text("value")))
                .orElse(null);
    }

    private static SentEvent.@Nullable Form form(Optional<JsonFields> form) {
        return form.map(fields -> new SentEvent.Form(fields.text("name"), named(FORM_SOURCES, fields.text("source"))))
                .orElse(null);
    }

    private static <E extends Enum<E>> SentEvent.Named<E> named(Map<String, E> names, String text) {
        return new SentEvent.Named<>(names.get(text), text);
    }
}
