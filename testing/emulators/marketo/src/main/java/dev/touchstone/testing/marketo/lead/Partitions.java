package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lead partitions of the instance, and which of them the API user may see. Thread-safe. */
public final class Partitions {
    private final Map<String, Boolean> visible = new LinkedHashMap<>();

    public Partitions() {
        visible.put(Lead.DEFAULT_PARTITION, true);
    }

    /** Adds a partition, or changes whether the API user may see it. */
    public synchronized void set(String name, boolean accessible) {
        visible.put(name, accessible);
    }

    /** Back to the default partition alone. */
    public synchronized void reset() {
        visible.clear();
        visible.put(Lead.DEFAULT_PARTITION, true);
    }

    /** True if the API user may see the person. */
    public synchronized boolean allows(Lead lead) {
        return visible.getOrDefault(lead.partition(), false);
    }

    /** Refuses a partition that is unknown or not to be seen, with 1008. */
    synchronized void check(String name) throws ApiRefusal {
        if (!visible.getOrDefault(name, false)) {
            throw new ApiRefusal("1008", "Access denied to partition '" + name + "'");
        }
    }

    synchronized Reply list(Request request) {
        List<Map<String, Object>> rows = visible.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> Map.<String, Object>of(
                        "id", List.copyOf(visible.keySet()).indexOf(entry.getKey()) + 1, "name", entry.getKey()))
                .toList();
        return Reply.result(rows);
    }
}
