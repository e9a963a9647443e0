package dev.touchstone.touchpoint.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events of one visitor, written as a story: {@code new VisitorEvents().view("10:00", "https://acme.com/")}. */
public final class VisitorEvents {
    /** The visitor of the story. */
    public static final String VISITOR = "v-1";

    private final List<WebEvent> events = new ArrayList<>();

    /** That time of 2 March 2026, UTC. */
    public static Instant at(String clock) {
        return LocalTime.parse(clock).atDate(LocalDate.of(2026, 3, 2)).toInstant(ZoneOffset.UTC);
    }

    /** An address that is known to be good. */
    public static PageUrl url(String raw) {
        return PageUrl.parse(raw).orElseThrow();
    }

    /** A page view without referrer. */
    public VisitorEvents view(String clock, String page) {
        return view(clock, page, null);
    }

    /** A page view. */
    public VisitorEvents view(String clock, String page, @Nullable String referrer) {
        return add(at(clock), WebEventType.PAGE_VIEW, page, referrer, null);
    }

    /** A form with an address. */
    public VisitorEvents form(String clock, String page, String email) {
        return add(at(clock), WebEventType.FORM_SUBMISSION, page, null, email);
    }

    /** An identification without form. */
    public VisitorEvents identified(String clock, String email) {
        return add(at(clock), WebEventType.IDENTIFICATION, "https://acme.com/login", null, email);
    }

    /** An address given in a chat. */
    public VisitorEvents chat(String clock, String page, String email) {
        return add(at(clock), WebEventType.CHAT, page, null, email);
    }

    /** A click on an e-mail link that names its reader by address. */
    public VisitorEvents emailLink(String clock, String page, String email) {
        return add(at(clock), WebEventType.EMAIL_LINK_CLICK, page, null, email);
    }

    /** A click on an e-mail link that names its reader by alias. */
    public VisitorEvents emailLink(String clock, String page, VisitorAlias alias) {
        return add(at(clock), WebEventType.EMAIL_LINK_CLICK, page, null, null, detail(alias));
    }

    /** Another system's id of the visitor. */
    public VisitorEvents alias(String clock, VisitorAlias alias) {
        return add(at(clock), WebEventType.ALIAS, "https://acme.com/", null, null, detail(alias));
    }

    private static WebEvent.Detail detail(VisitorAlias alias) {
        return new WebEvent.Detail(0, 0, alias, null, null);
    }

    /** Any event; ids grow with the number of events. */
    public VisitorEvents add(
            Instant time, WebEventType type, String page, @Nullable String referrer, @Nullable String email) {
        return add(time, type, page, referrer, email, WebEvent.Detail.NONE);
    }

    /** Any event with everything; ids grow with the number of events. */
    public VisitorEvents add(
            Instant time,
            WebEventType type,
            String page,
            @Nullable String referrer,
            @Nullable String email,
            WebEvent.Detail detail) {
        String id = String.format(Locale.ROOT, "e-%02d", events.size() + 1);
        events.add(new WebEvent(
                VISITOR, id, time, type, url(page), referrer == null ? null : url(referrer), email, detail));
        return this;
    }

    /** The events so far. */
    public List<WebEvent> list() {
        return List.copyOf(events);
    }
}
