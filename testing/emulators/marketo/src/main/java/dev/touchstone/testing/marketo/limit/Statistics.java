package dev.touchstone.testing.marketo.limit;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Usage and errors of the last seven days, as the statistics calls answer them. Thread-safe. */
public final class Statistics {
    private static final int DAYS = 7;

    private final CallMeter meter;
    private final Clock clock;
    private final String user;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    /** What one day had. */
    private static final class Day {
        private int own;
        private int others;
        private final Map<String, Integer> errors = new TreeMap<>();
    }

    public Statistics(CallMeter meter, Clock clock, String user) {
        this.meter = meter;
        this.clock = clock;
        this.user = user;
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("GET", "/rest/v1/stats/usage.json", request -> Reply.result(usage(1)))
                .add("GET", "/rest/v1/stats/usage/last7days.json", request -> Reply.result(usage(DAYS)))
                .add("GET", "/rest/v1/stats/errors.json", request -> Reply.result(errors(1)))
                .add("GET", "/rest/v1/stats/errors/last7days.json", request -> Reply.result(errors(DAYS)));
    }

    /** Takes note of an error code that a caller was told. */
    public synchronized void failed(String code) {
        today().errors.merge(code, 1, Integer::sum);
    }

    /** Takes note of a call. */
    public synchronized void called() {
        today();
    }

    /** Forgets everything. */
    public synchronized void reset() {
        days.clear();
    }

    private Day today() {
        Day day = days.computeIfAbsent(LocalDate.ofInstant(clock.instant(), Times.QUOTA_ZONE), date -> new Day());
        day.own = meter.today();
        day.others = meter.othersToday();
        if (days.size() > DAYS) {
            days.pollFirstEntry();
        }
        return day;
    }

    private synchronized List<Map<String, Object>> usage(int atMost) {
        today();
        List<Map<String, Object>> result = new ArrayList<>();
        days.descendingMap().entrySet().stream().limit(atMost).forEach(entry -> {
            Day day = entry.getValue();
            List<Map<String, Object>> users = new ArrayList<>();
            users.add(Json.object("userId", user, "count", day.own));
            if (day.others > 0) {
                users.add(Json.object("userId", "other@touchstone.example", "count", day.others));
            }
            result.add(row(entry.getKey(), day.own + day.others, "users", users));
        });
        return result;
    }

    private synchronized List<Map<String, Object>> errors(int atMost) {
        today();
        List<Map<String, Object>> result = new ArrayList<>();
        days.descendingMap().entrySet().stream().limit(atMost).forEach(entry -> {
            Map<String, Integer> counts = entry.getValue().errors;
            List<Map<String, Object>> rows = counts.entrySet().stream()
                    .map(error -> Map.<String, Object>of("errorCode", error.getKey(), "count", error.getValue()))
                    .toList();
            result.add(row(
                    entry.getKey(),
                    counts.values().stream().mapToInt(Integer::intValue).sum(),
                    "errors",
                    rows));
        });
        return result;
    }

    private static Map<String, Object> row(LocalDate date, int total, String name, List<Map<String, Object>> rows) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("date", date.toString());
        row.put("total", total);
        row.put(name, rows);
        return row;
    }
}
