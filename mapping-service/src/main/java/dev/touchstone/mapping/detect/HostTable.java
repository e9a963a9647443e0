package dev.touchstone.mapping.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known site of a host by its longest known suffix.
 *
 * <p><b>Shape:</b> an entry is {@code example.com} (the domain and all below it) or {@code =example.com} (that host only);
 * {@code *} in the place of the last label stands for a country's suffix: {@code google.*} knows {@code google.de},
 * {@code google.co.uk} and {@code google.com.br}. A leading {@code www.} of a host is not looked at.
 *
 * <p><b>Why longest:</b> {@code mail.google.com} is a mailbox although {@code google.*} is an engine.
 *
 * <p><b>Why hashes of our own:</b> a host is read once from its end to its beginning; the hash of each suffix comes out on the
 * way, and no suffix is cut out to be looked up.
 */
final class HostTable {
    private record Entry(String name, Site site, boolean hostOnly) {}

    /** Names by their hash from the last character to the first; the length is a power of two, and most slots are empty. */
    private static final class Names {
        private final @Nullable Entry[] slots;

        private Names(int size) {
            slots = new @Nullable Entry[size];
        }

        static Names of(List<Entry> entries) {
            Names names = new Names(Integer.highestOneBit(entries.size() + 1) * 8);
            for (Entry entry : entries) {
                int hash = 0;
                for (int i = entry.name().length() - 1; i >= 0; i--) {
                    hash = next(hash, entry.name().charAt(i));
                }
                int slot = names.slot(hash);
                while (names.slots[slot] != null) {
                    slot = names.after(slot);
                }
                names.slots[slot] = entry;
            }
            return names;
        }

        static int next(int hash, char character) {
            return hash * 31 + character;
        }

        @Nullable
        Entry find(String host, int from, int to, int hash) {
            int slot = slot(hash);
            @Nullable Entry entry = slots[slot];
            while (entry != null) {
                if (entry.name().length() == to - from && host.startsWith(entry.name(), from)) {
                    return entry;
                }
                slot = after(slot);
                entry = slots[slot];
            }
            return null;
        }

        private int slot(int hash) {
            return (hash ^ hash >>> 15) & slots.length - 1;
        }

        private int after(int slot) {
            return slot + 1 & slots.length - 1;
        }
    }

    private final Names names;
    private final Names namesBeforeCountry;

    private HostTable(Names names, Names namesBeforeCountry) {
        this.names = names;
        this.namesBeforeCountry = namesBeforeCountry;
    }

    /** The site of a host; null if none is known. */
    @Nullable
    Site find(String host) {
        int start = Hosts.startWithoutWww(host);
        int end = host.length();
        int country = Hosts.endBeforeCountry(host, start);
        int hash = 0;
        int hashBeforeCountry = 0;
        @Nullable Site longest = null;
        for (int i = end - 1; i >= start; i--) {
            char character = host.charAt(i);
            hash = Names.next(hash, character);
            if (i < country) {
                hashBeforeCountry = Names.next(hashBeforeCountry, character);
            }
            if (i == start || host.charAt(i - 1) == '.') {
                @Nullable Entry entry = names.find(host, i, end, hash);
                if (entry == null && i < country) {
                    entry = namesBeforeCountry.find(host, i, country, hashBeforeCountry);
                }
                if (entry != null && (i == start || !entry.hostOnly())) {
                    longest = entry.site();
                }
            }
        }
        return longest;
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
            @Nullable Entry before = target.putIfAbsent(key, new Entry(key, site, hostOnly));
            if (before != null) {
                throw new IllegalArgumentException(
                        "the host " + written + " is listed for " + before.site() + " and " + site);
            }
        }

        HostTable build() {
            return new HostTable(
                    Names.of(new ArrayList<>(byName.values())),
                    Names.of(new ArrayList<>(byNameBeforeCountry.values())));
        }
    }
}
