package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a client sent it, before anything of it is believed. An empty text was not sent.
 *
 * @param visitorId the browser's or device's id
 * @param eventId the client's id of the event
 * @param occurredAt when, by the client's clock, microseconds; null if not sent
 * @param type what
 * @param pageUrl the page
 * @param referrerUrl where the browser came from
 * @param email the address the visitor gave
 * @param detail what few events have
 */
public record SentEvent(
        String visitorId,
        String eventId,
        @Nullable Instant occurredAt,
        Named<WebEventType> type,
        String pageUrl,
        String referrerUrl,
        String email,
        Detail detail) {
    /**
     * A name out of a closed set.
     *
     * @param value what it means; null if it means nothing
     * @param text as it was sent
     */
    public record Named<E extends Enum<E>>(@Nullable E value, String text) {}

    /**
     * What few events have.
     *
     * @param sequence the client's count; 0 if not sent
     * @param alias another id of the visitor; null if not sent
     * @param form the form; null if not sent
     */
    public record Detail(
            int sequence, @Nullable Alias alias, @Nullable Form form) {
        /** Nothing of it. */
        public static final Detail NONE = new Detail(0, null, null);
    }

    /**
     * Another id of the visitor.
     *
     * @param type which system's
     * @param value the id
     */
    public record Alias(Named<VisitorAlias.Type> type, String value) {}

    /**
     * A form.
     *
     * @param name its name
     * @param source how its submission was noticed
     */
    public record Form(String name, Named<FormDetails.Source> source) {}
}
