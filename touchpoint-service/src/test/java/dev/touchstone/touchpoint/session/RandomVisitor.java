package dev.touchstone.touchpoint.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A visitor who comes and goes at random, often exactly on the boundaries of the rules. */
public final class RandomVisitor {
    /** The policy that the visitor's sites are known under. */
    public static final SessionPolicy POLICY = new SessionPolicy(Duration.ofMinutes(30), Set.of("acme.com", "acme.de"));

    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
    private static final long[] PAUSES_IN_MICROSECONDS = {
        0, 0, 1, 1_000_000, 300_000_000, 1_799_999_999, 1_800_000_000, 1_800_000_001, 7_200_000_000L
    };
    private static final String[] EMAILS = {"jane@acme.com", "bob@example.org", "eve@example.net"};
    /** Page, referrer and, told independently of the code, the source they stand for; none is a direct arrival. */
    private static final String[][] ARRIVALS = {
        {"https://www.acme.com/", null, ""},
        {"https://www.acme.com/pricing", "https://acme.com/", ""},
        {"https://shop.acme.com/", "https://blog.acme.com/x", ""},
        {"https://acme.de/", "https://www.acme.com/?utm_source=kept-inside", ""},
        {"https://acme.com/?utm_content=banner", null, ""},
        {"https://acme.com/", "https://www.google.com/", "google"},
        {"https://acme.com/blog", "https://google.com/search?q=x", "google"},
        {"https://acme.com/", "https://www.linkedin.com/feed", "linkedin"},
        {"https://acme.com/", "android-app://com.slack", "slack"},
        {"https://acme.com/?utm_source=news&utm_medium=email", null, "news"},
        {"https://acme.com/a?UTM_SOURCE=News&utm_medium=EMAIL&utm_term=x", "https://mail.example.org/", "news"},
        {"https://acme.com/?gclid=1", "https://www.google.com/", "ad"},
        {"https://acme.com/?gclid=2", null, "ad"},
        {"https://acme.com/?gclid=2&utm_source=news&utm_medium=email", null, "ad of news"},
    };

    private final Random random;
    private final List<WebEvent> events = new ArrayList<>();
    private final Map<WebEvent, String> sources = new HashMap<>();

    /** The visitor of a seed. */
    public RandomVisitor(long seed) {
        random = new Random(seed);
        Instant time = BEGIN;
        List<Integer> ids = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            ids.add(i);
        }
        // Ids do not grow with time, so that events of one instant are not in the order they were made in.
        Collections.shuffle(ids, random);
        for (int id : ids) {
            time = time.plusNanos(1_000 * PAUSES_IN_MICROSECONDS[random.nextInt(PAUSES_IN_MICROSECONDS.length)]);
            add(String.format(Locale.ROOT, "e-%02d", id), time);
        }
    }

    private void add(String eventId, Instant time) {
        WebEventType type = switch (random.nextInt(10)) {
            case 0, 1 -> WebEventType.FORM_SUBMISSION;
            case 2 -> WebEventType.IDENTIFICATION;
            default -> WebEventType.PAGE_VIEW;
        };
        String[] arrival = ARRIVALS[random.nextInt(ARRIVALS.length)];
        String email = type == WebEventType.PAGE_VIEW ? null : EMAILS[random.nextInt(EMAILS.length)];
        WebEvent event = new WebEvent(
                VisitorEvents.VISITOR, eventId, time, type, VisitorEvents.url(arrival[0]), referrer(arrival[1]), email);
        events.add(event);
        sources.put(event, arrival[2]);
    }

    private static @Nullable PageUrl referrer(@Nullable String raw) {
        return raw == null ? null : VisitorEvents.url(raw);
    }

    /** Everything the visitor did, oldest first. */
    public List<WebEvent> events() {
        return events;
    }

    /** Everything the visitor did, in another order each time. */
    public List<WebEvent> shuffled() {
        List<WebEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** The source that an event's page and referrer stand for; empty for a direct arrival. */
    public String sourceOf(WebEvent event) {
        return sources.get(event);
    }
}
