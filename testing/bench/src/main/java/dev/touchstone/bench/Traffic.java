package dev.touchstone.bench;

import java.util.List;

/**
 * Visits as a site sees them, from a seed: the same on every machine.
 *
 * <p><b>Shape:</b> every visitor has the same number of events. One in ten comes after a pause of 31 to 120 minutes and is an
 * arrival, one in twenty is an arrival a few minutes after the event before, mostly from another source than that of the
 * session, sometimes from the same one or from none; all others are pages of the same visit. Arrivals come from
 * {@link #ARRIVALS}; half of them from the visitor's favourite one. One visitor in five submits a form with an e-mail
 * address as the fourth event, and every 97th event after that.
 *
 * @param visitors how many visitors
 * @param eventsPerVisitor how many events each has
 */
record Traffic(int visitors, int eventsPerVisitor) {
    /** Seconds since 1970 before which no event is. */
    static final long START = 1_672_531_200;

    private static final long SEED = 0x5DEECE66DL;
    private static final int PAGES = 200;
    private static final int FORM_AT = 3;
    private static final int FORM_EVERY = 97;
    private static final int IDENTIFIED_EACH = 5;
    private static final int FIRST_VISITS_IN = 60 * 86_400;
    private static final String SITE = "https://www.example.com/page-";

    /** Query of the landing page and referrer, each possibly empty. */
    private record From(String query, String referrer) {}

    private static final List<From> ARRIVALS = List.of(
            new From("", "https://www.google.com/"),
            new From("?utm_source=newsletter&utm_medium=email&utm_campaign=may", ""),
            new From("?gclid=Cj0KCQ", "https://www.google.com/"),
            new From(
                    "?utm_source=linkedin&utm_medium=paidsocial&utm_campaign=launch&utm_content=a",
                    "https://www.linkedin.com/"),
            new From("", "https://www.bing.com/search"),
            new From("", ""),
            new From("", "https://t.co/"),
            new From("", "https://news.example.org/article"),
            new From("?fbclid=IwAR0", "https://l.facebook.com/"),
            new From("", "https://duckduckgo.com/"));

    /** Takes the events one by one. */
    @FunctionalInterface
    interface Sink<X extends Exception> {
        void accept(Visit visit) throws X;
    }

    /**
     * One event.
     *
     * @param visitor number of the visitor
     * @param ordinal which of the visitor's events
     * @param seconds since 1970
     * @param page with its query
     * @param referrer empty if unknown
     * @param form true for a form submission
     */
    record Visit(int visitor, int ordinal, long seconds, String page, String referrer, boolean form) {
        String visitorId() {
            return "visitor-" + visitor;
        }

        String eventId() {
            return "event-" + ordinal;
        }

        String type() {
            return form ? "FORM_SUBMISSION" : "PAGE_VIEW";
        }

        String email() {
            return form ? "person-" + visitor + "@example.com" : "";
        }
    }

    /** Traffic of about so many events: at least one visitor. */
    static Traffic ofEvents(long events, int eventsPerVisitor) {
        return new Traffic((int) Math.max(1, events / eventsPerVisitor), eventsPerVisitor);
    }

    long events() {
        return (long) visitors * eventsPerVisitor;
    }

    /** All events; those of one visitor in order, with one event of each other visitor between them, as on a busy site. */
    <X extends Exception> void forEach(Sink<X> sink) throws X {
        long[] time = new long[visitors];
        for (int ordinal = 0; ordinal < eventsPerVisitor; ordinal++) {
            for (int visitor = 0; visitor < visitors; visitor++) {
                time[visitor] = ordinal == 0 ? first(visitor) : time[visitor] + pause(visitor, ordinal);
                sink.accept(visit(visitor, ordinal, time[visitor]));
            }
        }
    }

    /** All events of one visitor, in order. */
    <X extends Exception> void forEach(int visitor, Sink<X> sink) throws X {
        long time = first(visitor);
        for (int ordinal = 0; ordinal < eventsPerVisitor; ordinal++) {
            time = ordinal == 0 ? time : time + pause(visitor, ordinal);
            sink.accept(visit(visitor, ordinal, time));
        }
    }

    /** Of the whole input, so that two runs can be seen to have had the same. */
    String digest() {
        long[] digest = {events()};
        this.<RuntimeException>forEach(visit -> {
            long content = visit.page().hashCode() * 31L + visit.referrer().hashCode() + (visit.form() ? 1 : 0);
            digest[0] = mix(digest[0] ^ mix(visit.seconds() + content * 1_000_003L));
        });
        return Long.toHexString(digest[0]);
    }

    private static Visit visit(int visitor, int ordinal, long seconds) {
        boolean form = isForm(visitor, ordinal);
        int page = Math.floorMod(visitor * 31 + ordinal * 7, PAGES);
        if (form || !arrives(visitor, ordinal)) {
            String before = ordinal == 0 ? "" : SITE + Math.floorMod(visitor * 31 + (ordinal - 1) * 7, PAGES);
            return new Visit(visitor, ordinal, seconds, SITE + page, before, form);
        }
        long hash = hash(visitor, ordinal, 2);
        int choice = (hash & 1) == 0 ? visitor : (int) (hash >>> 33);
        From from = ARRIVALS.get(Math.floorMod(choice, ARRIVALS.size()));
        return new Visit(visitor, ordinal, seconds, SITE + page + from.query(), from.referrer(), false);
    }

    private static boolean isForm(int visitor, int ordinal) {
        return visitor % IDENTIFIED_EACH == 0 && ordinal % FORM_EVERY == FORM_AT;
    }

    private static long first(int visitor) {
        return START + Math.floorMod(hash(visitor, 0, 3), (long) FIRST_VISITS_IN);
    }

    private static boolean arrives(int visitor, int ordinal) {
        return ordinal == 0 || chance(visitor, ordinal) < 15;
    }

    private static long pause(int visitor, int ordinal) {
        long hash = hash(visitor, ordinal, 1) >>> 1;
        boolean away = chance(visitor, ordinal) < 10 && !isForm(visitor, ordinal);
        return away ? 31 * 60 + hash % (89 * 60) : 10 + hash % 600;
    }

    private static int chance(int visitor, int ordinal) {
        return (int) ((hash(visitor, ordinal, 0) >>> 1) % 100);
    }

    private static long hash(int visitor, int ordinal, int use) {
        return mix(SEED + visitor * 0x9E3779B97F4A7C15L + ordinal * 0xC2B2AE3D27D4EB4FL + use * 0x165667B19E3779F9L);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
