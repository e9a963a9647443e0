package dev.touchstone.testing.marketo.asset;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Programs, to browse and to find. Assets page by offset, not by token. Thread-safe. */
public final class Programs {
    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 200;
    private final NavigableMap<Long, Program> programs = new TreeMap<>();

    /**
     * A program.
     *
     * @param type {@code Default}, {@code Email}, {@code Engagement}, {@code Event} or {@code Event with Webinar}
     * @param channel channel of the instance, for instance {@code Webinar}
     * @param status {@code on}, {@code off}, {@code locked}, {@code unlocked} or empty
     */
    public record Program(
            long id, String name, String type, String channel, String status, Instant createdAt, Instant updatedAt) {
        private Map<String, Object> toJson() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", id);
            row.put("name", name);
            row.put("description", "");
            row.put("createdAt", assetTime(createdAt));
            row.put("updatedAt", assetTime(updatedAt));
            row.put("url", "https://app.marketo.example/#PG" + id + "A1");
            row.put("type", type);
            row.put("channel", channel);
            row.put("folder", Json.object("type", "Folder", "value", 1, "folderName", "Marketing Activities"));
            row.put("status", status);
            row.put("workspace", "Default");
            row.put("headStart", false);
            return row;
        }

        /** The asset API's own shape: {@code 2024-01-01T00:00:00Z+0000}. */
        private static String assetTime(Instant time) {
            return Times.zulu(time) + "+0000";
        }
    }

    /** Makes a program, or replaces the one with the same id. */
    public synchronized void put(Program program) {
        programs.put(program.id(), program);
    }

    /** Deletes all programs. */
    public synchronized void clear() {
        programs.clear();
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("GET", "/rest/asset/v1/programs.json", this::browse)
                .add("GET", "/rest/asset/v1/program/byName.json", this::byName)
                .add("GET", "/rest/asset/v1/program/{id}.json", this::byId);
    }

    private synchronized Reply browse(Request request) throws ApiRefusal {
        int offset = Arguments.number(request, "offset", 0, 0, Integer.MAX_VALUE);
        int size = Arguments.number(request, "maxReturn", DEFAULT_PAGE, 1, MAX_PAGE);
        return found(programs.values().stream().skip(offset).limit(size).toList());
    }

    private synchronized Reply byName(Request request) throws ApiRefusal {
        String name = Arguments.required(request, "name");
        return found(programs.values().stream()
                .filter(program -> program.name().equals(name))
                .toList());
    }

    private synchronized Reply byId(Request request) throws ApiRefusal {
        Program program = programs.get(Arguments.idInPath(request, "id"));
        return found(program == null ? List.of() : List.of(program));
    }

    private static Reply found(List<Program> found) {
        if (found.isEmpty()) {
            return new Reply.Members(Map.of("warnings", List.of("No assets found for the given search criteria.")));
        }
        return Reply.result(found.stream().map(Program::toJson).toList());
    }
}
