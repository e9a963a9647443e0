package dev.touchstone.touchpoint.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a visitor did on a tracked site.
 *
 * @param visitorId the browser's or device's id
 * @param eventId made by the client, unique for the visitor
 * @param occurredAt when, UTC, microseconds, corrected by the error of the client's clock
 * @param type what
 * @param page the page it happened on
 * @param referrer where the browser came from; null if unknown
 * @param email the address the visitor gave, lower case; null where the type has none
 * @param detail what few events have
 */
public record WebEvent(
        String visitorId,
        String eventId,
        Instant occurredAt,
        WebEventType type,
        PageUrl page,
        @Nullable PageUrl referrer,
        @Nullable String email,
        Detail detail) {
    /**
     * Time, then the client's count, then id: a total order over the events of one visitor that every machine agrees on. Two
     * events with one id, sent at different times, may be corrected to the same time; then the correction decides.
     */
    public static final Comparator<WebEvent> BY_TIME = WebEvent::compareByTime;

    public WebEvent {
        boolean named = email != null;
        boolean fits = switch (type) {
            case PAGE_VIEW -> !named && detail.alias() == null;
            case FORM_SUBMISSION, CHAT, IDENTIFICATION -> named && detail.alias() == null;
            case EMAIL_LINK_CLICK -> named != (detail.alias() != null);
            case ALIAS -> !named && detail.alias() != null;
        };
        if (!fits) {
            throw new IllegalArgumentException("an event of type " + type + " has another address or alias");
        }
    }

    /** An event with no more than every event has. */
    public WebEvent(
            String visitorId,
            String eventId,
            Instant occurredAt,
            WebEventType type,
            PageUrl page,
            @Nullable PageUrl referrer,
            @Nullable String email) {
        this(visitorId, eventId, occurredAt, type, page, referrer, email, Detail.NONE);
    }

    /**
     * What few events have.
     *
     * @param sequence position in the client's count of its events; 0 if the client does not count
     * @param clockOffsetMinutes what was added to the client's time; with {@code occurredAt} it gives the time as sent, which
     *     is part of the event's identity
     * @param alias another id of the visitor; null for none
     * @param form the form that was submitted; null for none
     * @param contextId id of the {@link WebContext}; null if nothing is known
     */
    public record Detail(
            int sequence,
            int clockOffsetMinutes,
            @Nullable VisitorAlias alias,
            @Nullable FormDetails form,
            @Nullable UUID contextId) {
        /** Nothing of it. */
        public static final Detail NONE = new Detail(0, 0, null, null, null);

        Detail withoutAlias() {
            return new Detail(sequence, clockOffsetMinutes, null, form, contextId);
        }
    }

    private static int compareByTime(WebEvent one, WebEvent other) {
        int order = one.occurredAt.compareTo(other.occurredAt);
        order = order == 0 ? Integer.compare(one.detail.sequence, other.detail.sequence) : order;
        order = order == 0 ? one.eventId.compareTo(other.eventId) : order;
        return order == 0 ? Integer.compare(one.detail.clockOffsetMinutes, other.detail.clockOffsetMinutes) : order;
    }

    /** When it happened by the client's clock: part of its identity. */
    public Instant sentOccurredAt() {
        int offset = detail.clockOffsetMinutes();
        return offset == 0 ? occurredAt : occurredAt.minus(Duration.ofMinutes(offset));
    }

    /** True for what counts as activity in a session: page views, forms, chats and clicks on e-mail links. */
    public boolean isInteraction() {
        return switch (type) {
            case PAGE_VIEW, FORM_SUBMISSION, CHAT, EMAIL_LINK_CLICK -> true;
            case IDENTIFICATION, ALIAS -> false;
        };
    }

    /** True for what shows a page: page views and clicks on e-mail links. Only these can arrive from a source. */
    public boolean isPageView() {
        return type == WebEventType.PAGE_VIEW || type == WebEventType.EMAIL_LINK_CLICK;
    }

    /** Which kind of form-type interaction it is; null for none, as for a click on an e-mail link whose reader is unknown. */
    public @Nullable FormType formType() {
        return switch (type) {
            case FORM_SUBMISSION -> FormType.FORM;
            case CHAT -> FormType.CHAT;
            case EMAIL_LINK_CLICK -> email == null ? null : FormType.EMAIL_LINK;
            case PAGE_VIEW, IDENTIFICATION, ALIAS -> null;
        };
    }

    /** The same click on an e-mail link, now that its reader is known. */
    public WebEvent readBy(String reader) {
        return new WebEvent(visitorId, eventId, occurredAt, type, page, referrer, reader, detail.withoutAlias());
    }

    /** The same click on an e-mail link as if the link named no reader. */
    public WebEvent readByNobody() {
        return new WebEvent(
                visitorId, eventId, occurredAt, WebEventType.PAGE_VIEW, page, referrer, null, detail.withoutAlias());
    }
}
