package dev.touchstone.touchpoint.session;

import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.VisitorFacts;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A visitor who comes and goes at random, often exactly on the boundaries of the rules. */
public final class RandomVisitor {
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
    private static final long[] PAUSES_IN_MICROSECONDS = {
        0,
        0,
        1,
        1_000_000,
        300_000_000,
        1_799_999_999,
        1_800_000_000,
        1_800_000_001,
        7_200_000_000L,
        7_200_000_001L,
        604_800_000_000L,
        604_800_000_001L
    };
    private static final Duration[] CARRYOVERS = {Duration.ZERO, Duration.ofHours(2), Duration.ofDays(7)};
    private static final String[] EMAILS = {"jane@acme.com", "bob@example.org", "eve@example.net"};
    private static final VisitorAlias[] ALIASES = {
        new VisitorAlias(VisitorAlias.Type.MARKETO_MUNCHKIN, "id:1"),
        new VisitorAlias(VisitorAlias.Type.CRM_PERSON, "00Q000000000001AAA"),
        new VisitorAlias(VisitorAlias.Type.CRM_PERSON, "00Q000000000002AAB")
    };
    /** Stands for the source of a page after signing in, which is none while channels are carried over. */
    private static final String SIGN_IN = "sign-in";
    /** Page, referrer and, told independently of the code, the source they stand for; none is a direct arrival. */
    private static final String[][] ARRIVALS = {
        {"https://www.acme.com/", null, ""},
        {"https://www.acme.com/", null, ""},
        {"http://www.acme.com/", "https://www.acme.com/", ""},
        {"https://www.acme.com/pricing", "https://acme.com/", ""},
        {"https://shop.acme.com/", "https://blog.acme.com/x", ""},
        {"https://acme.de/", "https://www.acme.com/?utm_source=kept-inside", ""},
        {"https://acme.com/?utm_content=banner", null, ""},
        {"https://acme.com/paid", "https://www.pay.example.com/checkout", ""},
        {"https://acme.com/paid", "https://eu.pay.example.com/checkout", ""},
        {"https://acme.com/welcome", "https://login.example.com/", SIGN_IN},
        {"https://acme.com/welcome?utm_source=News&utm_medium=email", "https://login.example.com/", "news"},
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
    private final SessionPolicy policy;
    private final List<WebEvent> events = new ArrayList<>();
    private final List<AliasIdentity> aliasIdentities = new ArrayList<>();
    private final Set<String> ignoredEmails;
    private final boolean ignored;
    private final Map<String, String> sources = new HashMap<>();

    /** The visitor of a seed. */
    public RandomVisitor(long seed) {
        random = new Random(seed);
        policy = new SessionPolicy(
                Duration.ofMinutes(30),
                any(CARRYOVERS),
                Set.of("login.example.com"),
                Set.of("pay.example.com"),
                Set.of("acme.com", "acme.de"));
        ignoredEmails = random.nextInt(4) == 0 ? Set.of(any(EMAILS)) : Set.of();
        ignored = random.nextInt(20) == 0;
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
        addAliasIdentities(time);
    }

    private void add(String eventId, Instant time) {
        WebEventType type = switch (random.nextInt(14)) {
            case 0, 1 -> WebEventType.FORM_SUBMISSION;
            case 2 -> WebEventType.IDENTIFICATION;
            case 3 -> WebEventType.CHAT;
            case 4, 5 -> WebEventType.EMAIL_LINK_CLICK;
            case 6 -> WebEventType.ALIAS;
            default -> WebEventType.PAGE_VIEW;
        };
        boolean byAlias = type == WebEventType.ALIAS || (type == WebEventType.EMAIL_LINK_CLICK && random.nextBoolean());
        boolean named = type != WebEventType.PAGE_VIEW && !byAlias;
        boolean form = type == WebEventType.FORM_SUBMISSION || type == WebEventType.CHAT;
        WebEvent.Detail detail = new WebEvent.Detail(
                random.nextInt(3),
                random.nextInt(3) == 0 ? random.nextInt(2) : 0,
                byAlias ? alias(type) : null,
                form && random.nextBoolean() ? new FormDetails("form " + eventId, FormDetails.Source.SUBMIT) : null,
                random.nextBoolean() ? new UUID(1, random.nextInt(3)) : null);
        String[] arrival = any(ARRIVALS);
        events.add(new WebEvent(
                VisitorEvents.VISITOR,
                eventId,
                time,
                type,
                VisitorEvents.url(arrival[0]),
                referrer(arrival[1]),
                named ? any(EMAILS) : null,
                detail));
        boolean none = arrival[2].equals(SIGN_IN) && !policy.carryover().isZero();
        sources.put(eventId, none ? "" : arrival[2]);
    }

    /** A link in an e-mail names its reader by the CRM's id. */
    private VisitorAlias alias(WebEventType type) {
        return type == WebEventType.ALIAS ? any(ALIASES) : ALIASES[1 + random.nextInt(2)];
    }

    private void addAliasIdentities(Instant end) {
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            VisitorAlias alias = any(ALIASES);
            long micros = 1 + Duration.between(BEGIN, end).toNanos() / 1_000;
            Instant since = alias.type() == VisitorAlias.Type.CRM_PERSON
                    ? null
                    : BEGIN.plusNanos(1_000 * (Math.floorMod(random.nextLong(), micros)));
            aliasIdentities.add(new AliasIdentity(alias, any(EMAILS), since));
        }
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private static @Nullable PageUrl referrer(@Nullable String raw) {
        return raw == null ? null : VisitorEvents.url(raw);
    }

    /** The policy that the visitor's sites are known under. */
    public SessionPolicy policy() {
        return policy;
    }

    /** Everything the visitor did, in the order of time. */
    public List<WebEvent> events() {
        return events;
    }

    /** Everything known of the visitor. */
    public VisitorFacts facts() {
        return new VisitorFacts(VisitorEvents.VISITOR, events, aliasIdentities, ignoredEmails, ignored);
    }

    /** The same in another order each time. */
    public VisitorFacts shuffledFacts() {
        return new VisitorFacts(
                VisitorEvents.VISITOR, shuffled(events), shuffled(aliasIdentities), ignoredEmails, ignored);
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** The source that an event's page and referrer stand for; empty for a direct arrival. */
    public String sourceOf(WebEvent event) {
        return sources.get(event.eventId());
    }
}
