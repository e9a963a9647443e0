package dev.touchstone.touchpoint.session;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A query parameter of a landing page that channel rules may test.
 *
 * @param name lower case
 * @param value percent-decoded, {@code +} is a blank, blanks at the ends are cut; may be empty
 */
public record LandingParameter(String name, String value) {
    /**
     * Those parameters of a query that rules may test, sorted by name. Names compare without regard to case; of a repeated
     * parameter the first counts.
     *
     * @param query without {@code ?}; may be empty or malformed
     * @param names lower case
     */
    public static List<LandingParameter> parse(String query, Set<String> names) {
        if (names.isEmpty() || query.isEmpty()) {
            return List.of();
        }
        Map<String, String> found = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = PercentCoding.decodeFormValue(equals < 0 ? parameter : parameter.substring(0, equals))
                    .toLowerCase(Locale.ROOT);
            if (names.contains(name)) {
                found.putIfAbsent(
                        name,
                        equals < 0
                                ? ""
                                : PercentCoding.decodeFormValue(parameter.substring(equals + 1))
                                        .strip());
            }
        }
        return found.entrySet().stream()
                .map(entry -> new LandingParameter(entry.getKey(), entry.getValue()))
                .toList();
    }
}
