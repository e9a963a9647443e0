package dev.touchstone.mapping.detect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known site of a host by its longest known suffix.
 *
 * <p><b>Shape:</b> an entry is {@code example.com} (the domain and all below it) or {@code =example.com} (that host only);
 * {@code *} in the place of the last label stands for a country's suffix: {@code google.*} knows {@code google.de},
 * {@code google.co.uk} and {@code google.com.br}. A leading {@code www.} of a host is not looked at.
 *
 * <p><b>Why longest:</b> {@code mail.google.com} is a mailbox although {@code google.*} is an engine.
 */
final class HostTable {
    private static final Set<String> GENERIC_SUFFIXES = Set.of("com", "org", "net", "cat");
    private static final Set<String> SECOND_LEVELS = Set.of("co", "com", "org", "net", "ne", "or");

    private record Entry(Site site, boolean hostOnly) {}

    private final Map<String, Entry> byName;
    private final Map<String, Entry> byNameBeforeCountry;

    private HostTable(Map<String, Entry> byName, Map<String, Entry> byNameBeforeCountry) {
        this.byName = Map.copyOf(byName);
        this.byNameBeforeCountry = Map.copyOf(byNameBeforeCountry);
    }

    Optional<Site> find(String host) {
        String name = withoutWww(host);
        for (int start = 0; start >= 0 && start < name.length(); start = nextLabel(name, start)) {
            String suffix = name.substring(start);
            @Nullable Entry entry = byName.get(suffix);
            if (entry == null) {
                entry = byNameBeforeCountry.get(beforeCountry(suffix));
            }
            if (entry != null && (start == 0 || !entry.hostOnly())) {
                return Optional.of(entry.site());
            }
        }
        return Optional.empty();
    }

    static String withoutWww(String host) {
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    private static int nextLabel(String name, int start) {
        int dot = name.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }

    /** The name without its country suffix; the empty string, which is no entry, if it has none. */
    private static String beforeCountry(String name) {
        int last = name.lastIndexOf('.');
        if (last <= 0) {
            return "";
        }
        String top = name.substring(last + 1);
        if (top.length() != 2) {
            return GENERIC_SUFFIXES.contains(top) ? name.substring(0, last) : "";
        }
        int second = name.lastIndexOf('.', last - 1);
        boolean hasSecondLevel = second > 0 && SECOND_LEVELS.contains(name.substring(second + 1, last));
        return name.substring(0, hasSecondLevel ? second : last);
    }

    /** Collects entries; refuses one that is there already. */
    static final class Builder {
        private final Map<String, Entry> byName = new HashMap<>();
        private final Map<String, Entry> byNameBeforeCountry = new HashMap<>();

        void add(String written, Site site) {
            boolean hostOnly = written.startsWith("=");
            String name = hostOnly ? written.substring(1) : written;
            boolean anyCountry = name.endsWith(".*");
            String key = anyCountry ? name.substring(0, name.length() - 2) : name;
            if (key.isEmpty() || key.indexOf('*') >= 0 || key.indexOf('=') >= 0) {
                throw new IllegalArgumentException("not a host of a detector list: " + written);
            }
            Map<String, Entry> target = anyCountry ? byNameBeforeCountry : byName;
            @Nullable Entry before = target.putIfAbsent(key, new Entry(site, hostOnly));
            if (before != null) {
                throw new IllegalArgumentException(
                        "the host " + written + " is listed for " + before.site() + " and " + site);
            }
        }

        HostTable build() {
            return new HostTable(byName, byNameBeforeCountry);
        }
    }
}
