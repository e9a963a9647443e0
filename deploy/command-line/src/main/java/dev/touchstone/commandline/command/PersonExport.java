package dev.touchstone.commandline.command;

import dev.touchstone.commandline.rpc.Remote;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Writes rows about a person, one JSON object a line, and counts them. Not thread-safe. */
final class PersonExport {
    /** For all rows of one service. */
    static final Duration DEADLINE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final Map<String, Long> counts = new TreeMap<>();

    PersonExport(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes a row.
     *
     * @param rowJson a JSON object, taken as it is
     */
    void add(Remote service, String table, String rowJson) {
        out.println("{\"service\":\"" + service.displayName() + "\",\"table\":\"" + table + "\",\"row\":" + rowJson + "}");
        counts.merge(service.displayName() + " " + table, 1L, Long::sum);
    }

    /** How many rows, by service and table. */
    Map<String, Long> counts() {
        return counts;
    }
}
