package dev.touchstone.acceptance;

import com.google.protobuf.Timestamp;
import dev.touchstone.acceptance.Truth.ExpectedTouchpoint;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up visitor whose sessions and touchpoints are known beforehand: one to four sessions, a day apart, of which
 * some tell an address. A session belongs to the address told in it, else to the next one told, else to the last.
 */
final class VisitorStory {
    /** Recent, because browsers may not tell of what is long past. */
    private static final Instant BASE =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(6)).plus(Duration.ofHours(8));

    private static final Duration BETWEEN_SESSIONS = Duration.ofDays(1);
    private static final Duration BETWEEN_EVENTS = Duration.ofMinutes(1);
    private static final int MOST_SESSIONS = 4;
    private static final int MOST_PAGES = 5;

    private final String host;
    private final String visitorId;
    private final List<WebEvent> events = new ArrayList<>();
    private final TreeMap<Integer, String> addressBySession = new TreeMap<>();
    private final List<Visit> visits = new ArrayList<>();

    private record Visit(Instant start, int pages, boolean form) {}

    private VisitorStory(String host, String visitorId) {
        this.host = host;
        this.visitorId = visitorId;
    }

    /** Tells a story. The address of visitor n of a group is the one that {@link CrmStory} gives its person n. */
    static VisitorStory tell(String prefix, int writer, int number, Random random) {
        VisitorStory story = new VisitorStory(host(prefix), prefix + "-" + writer + "-" + number);
        String address = writer == 0 ? email(prefix, number) : email(prefix, writer * 1_000_000 + number);
        int sessions = 1 + random.nextInt(MOST_SESSIONS);
        boolean logsIn = random.nextInt(3) == 0;
        switch (random.nextInt(4)) {
            case 0 -> {} // stays anonymous
            case 1, 2 -> story.addressBySession.put(random.nextInt(sessions), address);
            default -> {
                story.addressBySession.put(0, address);
                story.addressBySession.put(sessions - 1, "second." + address); // in one session the later put wins
            }
        }
        for (int i = 0; i < sessions; i++) {
            Instant start = BASE.plus(BETWEEN_SESSIONS.multipliedBy(i)).plus(Duration.ofMinutes(number % 600));
            story.visit(i, start, 1 + random.nextInt(MOST_PAGES), logsIn);
        }
        return story;
    }

    /** The site that the visitors of a load visit. */
    static String host(String prefix) {
        return prefix + ".meter.example";
    }

    static String email(String prefix, int number) {
        return prefix + ".p" + number + "@load.example";
    }

    private void visit(int session, Instant start, int pages, boolean logsIn) {
        String address = addressBySession.get(session);
        boolean form = address != null && !logsIn;
        for (int page = 0; page < pages; page++) {
            WebEvent.Builder event = event(session, "page" + page, start.plus(BETWEEN_EVENTS.multipliedBy(page)))
                    .setType(WebEventType.WEB_EVENT_TYPE_PAGE_VIEW);
            if (page == 0 && session % 2 == 1) {
                event.setReferrerUrl("https://www.google.com/");
            }
            events.add(event.build());
        }
        if (address != null) {
            events.add(event(session, "told", start.plus(BETWEEN_EVENTS.multipliedBy(pages)))
                    .setType(
                            form
                                    ? WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION
                                    : WebEventType.WEB_EVENT_TYPE_IDENTIFICATION)
                    .setEmail(address)
                    .build());
        }
        visits.add(new Visit(start, pages, form));
    }

    private WebEvent.Builder event(int session, String name, Instant at) {
        return WebEvent.newBuilder()
                .setVisitorId(visitorId)
                .setEventId(session + "-" + name)
                .setOccurTime(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                .setPageUrl("https://" + host + "/" + name + "?utm_source=google&utm_medium=cpc&utm_campaign=autumn"
                        + session);
    }

    List<WebEvent> events() {
        return events;
    }

    /** Writes down what has to come of it. */
    void tellOutcome(Truth truth) {
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            truth.sessions.add(visitorId + " " + visit.start().getEpochSecond() + " " + visit.pages() + " "
                    + (visit.form() ? 1 : 0));
            var owner = addressBySession.ceilingEntry(i) == null
                    ? addressBySession.floorEntry(i)
                    : addressBySession.ceilingEntry(i);
            if (owner != null) {
                truth.expect(new ExpectedTouchpoint(
                        owner.getValue(), visit.start(), visit.form() ? "WEB_FORM" : "WEB_VISIT"));
            }
        }
    }
}
