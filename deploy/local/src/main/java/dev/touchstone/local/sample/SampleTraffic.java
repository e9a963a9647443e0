package dev.touchstone.local.sample;

import dev.touchstone.local.sample.SampleOrganisation.Person;
import dev.touchstone.local.sample.SampleOrganisation.WebEvent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes the web traffic: anonymous visitors, and people who give their address in a form. */
final class SampleTraffic {
    private static final String SITE = "https://www.northgate-instruments.example";
    private static final LocalDate QUARTER = LocalDate.of(2025, 7, 1);
    private static final int DAYS = 92;
    private static final int ANONYMOUS = 640;
    private static final int IDENTIFIED_PERCENT = 76;
    private static final int SECOND_DEVICE_PERCENT = 17;
    private static final List<String> LANDING_PAGES = List.of(
            "/",
            "/",
            "/products/pressure-sensors",
            "/products/flow-meters",
            "/solutions/water",
            "/solutions/dairy",
            "/blog/calibration-without-downtime",
            "/blog/choosing-a-flow-meter",
            "/pricing",
            "/guides/hart-or-profinet");
    private static final List<String> FURTHER_PAGES = List.of(
            "/products",
            "/products/pressure-sensors/ng-200",
            "/products/flow-meters/nf-40",
            "/pricing",
            "/customers",
            "/customers/alpine-dairy",
            "/about",
            "/support",
            "/blog",
            "/contact");
    private static final List<String> FORM_PAGES =
            List.of("/contact", "/demo", "/guides/hart-or-profinet/download", "/newsletter");

    private final Random random;
    private final List<WebEvent> events = new ArrayList<>();

    SampleTraffic(Random random) {
        this.random = random;
    }

    /** All events in order of time. */
    List<WebEvent> of(List<Person> people) {
        for (int i = 0; i < ANONYMOUS; i++) {
            visitor("", 1 + skewed(4));
        }
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            boolean known = !person.email().isEmpty() && (i < SampleGenerator.STORIES || chance(IDENTIFIED_PERCENT));
            if (known) {
                visitor(person.email(), 2 + skewed(5));
                if (chance(SECOND_DEVICE_PERCENT)) {
                    visitor(person.email(), 1 + skewed(2));
                }
            }
        }
        events.sort(Comparator.comparing(WebEvent::at)
                .thenComparing(WebEvent::visitorId)
                .thenComparing(WebEvent::eventId));
        return events;
    }

    /** Sessions on days that differ, one of them with a form if there is an address to give. */
    private void visitor(String email, int sessions) {
        String visitorId = String.format(Locale.ROOT, "v-%016x", random.nextLong());
        int formSession = email.isEmpty() ? -1 : sessions / 2;
        int day = random.nextInt(DAYS - 3 * sessions);
        int number = 0;
        for (int session = 0; session < sessions; session++) {
            Instant start = start(day);
            number = session(visitorId, start, session == formSession ? email : "", number);
            day += 1 + random.nextInt(Math.max(1, (DAYS - day) / (sessions - session + 1)));
            day = Math.min(day, DAYS - 1);
        }
    }

    private int session(String visitorId, Instant start, String email, int firstNumber) {
        TrafficSource source = TrafficSource.at(random.nextInt(TrafficSource.TOTAL_WEIGHT));
        int pages = 1 + skewed(6);
        int number = firstNumber;
        Instant at = start;
        String page = landing(source);
        String referrer = source.referrer();
        for (int i = 0; i < pages; i++) {
            add(visitorId, number++, at, page, referrer, "");
            at = at.plusSeconds(8 + random.nextInt(220));
            referrer = page;
            page = SITE + pick(FURTHER_PAGES);
        }
        if (!email.isEmpty()) {
            page = SITE + pick(FORM_PAGES);
            add(visitorId, number++, at, page, referrer, "");
            add(visitorId, number++, at.plusSeconds(30 + random.nextInt(90)), page, referrer, email);
        }
        return number;
    }

    private void add(String visitorId, int number, Instant at, String page, String referrer, String email) {
        events.add(new WebEvent(visitorId, String.format(Locale.ROOT, "e-%04d", number), at, page, referrer, email));
    }

    private String landing(TrafficSource source) {
        String click = String.format(Locale.ROOT, "%016x", random.nextLong());
        String query = source.query().replace("{click}", click);
        return SITE + pick(LANDING_PAGES) + (query.isEmpty() ? "" : "?" + query);
    }

    /** A working hour; a day of the weekend mostly moves to the Monday after. */
    private Instant start(int day) {
        LocalDate date = QUARTER.plusDays(day);
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (weekend && chance(70) && day + 2 < DAYS) {
            date = date.plusDays(date.getDayOfWeek() == DayOfWeek.SATURDAY ? 2 : 1);
        }
        int hour = 6 + (random.nextInt(14) + random.nextInt(14)) / 2;
        return date.atTime(hour, random.nextInt(60), random.nextInt(60)).toInstant(ZoneOffset.UTC);
    }

    /** From 0 to {@code most}, small numbers more often. */
    private int skewed(int most) {
        return Math.min(random.nextInt(most + 1), random.nextInt(most + 1));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
