package dev.touchstone.bench;

import java.util.Map;
import java.util.stream.Collectors;

/** Calls by path and outcome, on one line. */
final class CallTable {
    private CallTable() {}

    static String of(Map<String, Long> totals) {
        return totals.entrySet().stream()
                .map(entry -> entry.getKey()
                                .replaceAll("^\\w+ ", "")
                                .replaceAll("/(?:rest|bulk)/(?:asset/)?v1/|/identity/oauth/|\\.json| ok$", "")
                        + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
