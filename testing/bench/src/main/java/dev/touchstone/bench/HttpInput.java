package dev.touchstone.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches as a browser's tag sends them: each the events of one visitor, a minute apart and the last one just now.
 *
 * @param batches how many
 * @param size events in each
 * @param run in the visitors' ids, so that no two runs have the same
 */
record HttpInput(int batches, int size, int run) {
    private static final String SITE = "https://www.example.com/page-";
    private static final int PAGES = 200;
    private static final int FORM_AT = 3;
    private static final int IDENTIFIED_EACH = 5;
    private static final long MINUTE = 60_000;

    /** One event, with empty texts for what it has not. */
    record Sent(String visitorId, String eventId, long millis, String page, String referrer, String email) {
        String type() {
            return email.isEmpty() ? "page" : "form";
        }
    }

    int events() {
        return batches * size;
    }

    List<Sent> batch(int number, long now) {
        List<Sent> events = new ArrayList<>(size);
        String visitorId = "visitor-" + run + "-" + number;
        for (int i = 0; i < size; i++) {
            String page = SITE + Math.floorMod(number * 31 + i * 7, PAGES);
            boolean form = number % IDENTIFIED_EACH == 0 && i == FORM_AT;
            events.add(new Sent(
                    visitorId,
                    "event-" + i,
                    now - (size - 1 - i) * MINUTE,
                    i == 0 && number % 3 == 0
                            ? page + "?utm_source=newsletter&utm_medium=email&utm_campaign=may"
                            : page,
                    i == 0 ? "https://www.google.com/" : SITE + Math.floorMod(number, PAGES),
                    form ? "person-" + run + "-" + number + "@example.com" : ""));
        }
        return events;
    }

    String body(int number, String writeKey) {
        long now = Instant.now().toEpochMilli();
        StringBuilder json = new StringBuilder(size * 200)
                .append("{\"writeKey\":\"")
                .append(writeKey)
                .append("\",\"sentAt\":")
                .append(now)
                .append(",\"visitorId\":\"visitor-")
                .append(run)
                .append('-')
                .append(number)
                .append("\",\"events\":[");
        for (Sent event : batch(number, now)) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                    .append("{\"id\":\"")
                    .append(event.eventId())
                    .append("\",\"time\":")
                    .append(event.millis())
                    .append(",\"type\":\"")
                    .append(event.type())
                    .append("\",\"url\":\"")
                    .append(event.page())
                    .append("\",\"referrer\":\"")
                    .append(event.referrer())
                    .append('"');
            if (!event.email().isEmpty()) {
                json.append(",\"email\":\"")
                        .append(event.email())
                        .append("\",\"form\":{\"name\":\"contact\",\"source\":\"submit\"}");
            }
            json.append('}');
        }
        return json.append("]}").toString();
    }
}
