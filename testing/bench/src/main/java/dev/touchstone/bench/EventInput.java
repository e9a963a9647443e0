package dev.touchstone.bench;

import com.google.protobuf.Timestamp;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Web events whose sessions are known beforehand.
 *
 * <p><b>Shape:</b> every visitor has ten events: five of one session, two minutes apart, and five of a second one a day
 * later from another source. One visitor in five submits a form in the first session. Events come by time, so consecutive
 * ones are of different visitors, as on a real site. An event is computed from its number: nothing is kept in memory.
 *
 * @param visitors how many visitors
 */
record EventInput(int visitors) {
    static final int EVENTS_PER_VISITOR = 10;
    static final int MESSAGE = 500;

    private static final int SESSIONS_PER_VISITOR = 2;
    private static final int IDENTIFIED_EACH = 5;
    private static final int FORM_AT = 3;
    private static final int PAGES = 200;
    private static final Instant START = Instant.parse("2025-05-01T00:00:00Z");
    private static final long DAY = 86_400;
    private static final List<String> ARRIVALS = List.of(
            "https://www.google.com/",
            "",
            "https://www.bing.com/search",
            "https://t.co/",
            "https://www.linkedin.com/",
            "https://news.example.org/article",
            "https://duckduckgo.com/");
    private static final List<String> QUERIES = List.of(
            "",
            "?utm_source=newsletter&utm_medium=email&utm_campaign=may",
            "?gclid=Cj0KCQ",
            "",
            "?utm_source=linkedin&utm_medium=paidsocial");

    /** An input of about so many events: whole visitors, and whole messages. */
    static EventInput ofEvents(int events) {
        int visitors = Math.max(MESSAGE, events / EVENTS_PER_VISITOR / MESSAGE * MESSAGE);
        return new EventInput(visitors);
    }

    int events() {
        return visitors * EVENTS_PER_VISITOR;
    }

    int messages() {
        return events() / MESSAGE;
    }

    int sessions() {
        return visitors * SESSIONS_PER_VISITOR;
    }

    /** Each session of an identified visitor is a touchpoint. */
    int touchpoints() {
        return (visitors + IDENTIFIED_EACH - 1) / IDENTIFIED_EACH * SESSIONS_PER_VISITOR;
    }

    IngestWebEventsRequest message(int number) {
        IngestWebEventsRequest.Builder message = IngestWebEventsRequest.newBuilder();
        for (int i = 0; i < MESSAGE; i++) {
            message.addWebEvents(event(number * MESSAGE + i));
        }
        return message.build();
    }

    WebEvent event(int number) {
        int visitor = number % visitors;
        int ordinal = number / visitors;
        int session = ordinal / (EVENTS_PER_VISITOR / SESSIONS_PER_VISITOR);
        int inSession = ordinal % (EVENTS_PER_VISITOR / SESSIONS_PER_VISITOR);
        boolean form = visitor % IDENTIFIED_EACH == 0 && ordinal == FORM_AT;
        WebEvent.Builder event = WebEvent.newBuilder()
                .setVisitorId("visitor-" + visitor)
                .setEventId("event-" + ordinal)
                .setOccurTime(time(visitor, session, inSession))
                .setType(form ? WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION : WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                .setPageUrl(page(visitor, ordinal, inSession == 0))
                .setReferrerUrl(referrer(visitor, session, inSession));
        if (form) {
            event.setEmail("person-" + visitor + "@example.com");
        }
        return event.build();
    }

    /** SHA-256 over every 997th event, so that two runs can be seen to have had the same input. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < events(); i += 997) {
                digest.update(event(i).toByteArray());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Timestamp time(int visitor, int session, int inSession) {
        long seconds = START.getEpochSecond() + session * DAY + visitor % DAY / 2 + inSession * 120L;
        return Timestamp.newBuilder().setSeconds(seconds).build();
    }

    private static String page(int visitor, int ordinal, boolean landing) {
        String page = "https://www.example.com/page-" + Math.floorMod(visitor * 31 + ordinal * 7, PAGES);
        return landing ? page + QUERIES.get(Math.floorMod(visitor + ordinal, QUERIES.size())) : page;
    }

    private static String referrer(int visitor, int session, int inSession) {
        return inSession == 0
                ? ARRIVALS.get(Math.floorMod(visitor + session * 3, ARRIVALS.size()))
                : "https://www.example.com/page-" + Math.floorMod(visitor, PAGES);
    }
}
