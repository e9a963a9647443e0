package dev.touchstone.mapping.detect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names behind the detectors: hosts, apps and source names of known sites, and ad-click markers. Immutable.
 *
 * <p><b>Shape of a list of sites:</b> lines {@code platform,hosts,sources}; hosts (see {@link HostTable}) and sources are
 * separated by blanks. <b>Of the list of markers:</b> lines {@code marker,platform,meaning}. No quotes, lower case.
 */
public final class DetectorLists {
    /** The file that holds the version: a date, such as {@code 2026.11.22}. */
    public static final String VERSION_FILE = "version.txt";

    private static final String CLICK_FILE = "clicks.csv";
    private static final String SITE_HEADER = "platform,hosts,sources";
    private static final String CLICK_HEADER = "marker,platform,meaning";
    private static final String CLICK = "CLICK";
    private static final Pattern VERSION = Pattern.compile("\\d{4}\\.\\d{2}\\.\\d{2}(\\.\\d{2})?");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern BLANK = Pattern.compile(" ");

    private final String version;
    private final List<String> lines;
    private final HostTable hosts;
    private final Map<String, Site> sources;
    private final Map<String, AdClick> clicks;

    private DetectorLists(
            String version,
            List<String> lines,
            HostTable hosts,
            Map<String, Site> sources,
            Map<String, AdClick> clicks) {
        this.version = version;
        this.lines = List.copyOf(lines);
        this.hosts = hosts;
        // Not Map.copyOf: these are asked for every key, and a HashMap answers in half the time.
        this.sources = new HashMap<>(sources);
        this.clicks = new HashMap<>(clicks);
    }

    /** The names of all files of lists, without a folder, the one of the version first. */
    public static List<String> fileNames() {
        List<String> names = new ArrayList<>(List.of(VERSION_FILE, CLICK_FILE));
        for (SiteKind kind : SiteKind.values()) {
            names.add(kind.fileName());
        }
        return names;
    }

    /**
     * Reads the lists from their files: one for each kind of site, one for the ad-click markers, and one with the version.
     *
     * @param textOfFile the text of a file by its name, without a folder
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static DetectorLists read(UnaryOperator<String> textOfFile) {
        Map<SiteKind, String> sites = new EnumMap<>(SiteKind.class);
        for (SiteKind kind : SiteKind.values()) {
            sites.put(kind, textOfFile.apply(kind.fileName()));
        }
        return parse(textOfFile.apply(VERSION_FILE).strip(), sites, textOfFile.apply(CLICK_FILE));
    }

    /**
     * Reads the lists.
     *
     * @param version a date, {@code 2026.11.22}, or a later one of that day, {@code 2026.11.22.01}
     * @param sites the text of the list of each kind of site
     * @param clickMarkers the text of the list of ad-click markers
     * @throws IllegalArgumentException if the version or a line is not of the shape above or a name is listed twice; its message
     *     says in which file and line
     */
    public static DetectorLists parse(String version, Map<SiteKind, String> sites, String clickMarkers) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(VERSION_FILE
                    + ": must be a date such as 2026.11.22, or 2026.11.22.01 for a later one of that day, but is "
                    + (version.isEmpty() ? "empty" : version));
        }
        Builder lists = new Builder();
        for (SiteKind kind : SiteKind.values()) {
            eachLine(
                    kind.fileName(),
                    sites.getOrDefault(kind, SITE_HEADER),
                    SITE_HEADER,
                    line -> lists.add(kind.name(), line));
        }
        eachLine(CLICK_FILE, clickMarkers, CLICK_HEADER, line -> lists.add(CLICK, line));
        return lists.build(version);
    }

    /**
     * The lists that have given lines.
     *
     * @param lines as {@link #lines()} has them
     * @throws IllegalArgumentException if a line is not of the shape that this build knows
     */
    public static DetectorLists ofLines(String version, List<String> lines) {
        Builder lists = new Builder();
        for (String line : lines) {
            int comma = line.indexOf(',');
            if (comma < 0) {
                throw new IllegalArgumentException("not a line of detector lists: " + line);
            }
            lists.add(line.substring(0, comma), line.substring(comma + 1));
        }
        return lists.build(version);
    }

    private static void eachLine(String file, String text, String header, Consumer<String> add) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(header)) {
            throw new IllegalArgumentException(file + " line 1: a detector list starts with the line " + header);
        }
        for (int number = 2; number <= lines.size(); number++) {
            try {
                add.accept(lines.get(number - 1));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + " line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Builder {
        private final List<String> lines = new ArrayList<>();
        private final HostTable.Builder hosts = new HostTable.Builder();
        private final Map<String, Site> sources = new HashMap<>();
        private final Map<String, AdClick> clicks = new HashMap<>();

        /** Adds a line of the list of a kind of site, by the kind's name, or of the list of markers. */
        void add(String list, String line) {
            String[] fields = COMMA.split(line, -1);
            if (fields.length != 3 || fields[0].isEmpty() || !line.equals(line.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("not a line of a detector list: " + line);
            }
            lines.add(list + "," + line);
            if (list.equals(CLICK)) {
                putOnce(
                        clicks,
                        fields[0],
                        new AdClick(fields[0], Platform.of(fields[1]), AdClick.Meaning.ofWord(fields[2])));
                return;
            }
            Site site = Site.of(SiteKind.ofName(list), fields[0]);
            words(fields[1]).forEach(host -> hosts.add(host, site));
            words(fields[2]).forEach(source -> putOnce(sources, source, site));
        }

        DetectorLists build(String version) {
            return new DetectorLists(version, lines, hosts.build(), sources, clicks);
        }
    }

    private static <V> void putOnce(Map<String, V> map, String name, V value) {
        @Nullable V before = map.putIfAbsent(name, value);
        if (before != null) {
            throw new IllegalArgumentException(name + " is listed as " + before + " and as " + value);
        }
    }

    private static List<String> words(String field) {
        return field.isEmpty() ? List.of() : List.of(BLANK.split(field));
    }

    /** The version of the lists, as a date: {@code 2026.11.22}. Its text sorts as time does. */
    public String version() {
        return version;
    }

    /** All that the lists say, line by line, for a digest: equal lines detect equally. */
    public List<String> lines() {
        return lines;
    }

    /** The known site of a host or of an app's package name, both lower case; null if it is not listed. */
    @Nullable
    Site siteOfHost(String host) {
        return hosts.find(host);
    }

    /** The known site that a source names, lower case, by its name or by one of its hosts; null if it is not listed. */
    @Nullable
    Site siteOfSource(String source) {
        @Nullable Site named = sources.get(source);
        return named == null && source.indexOf('.') >= 0 ? hosts.find(source) : named;
    }

    /** What a marker, lower case, says; null if it is not listed. */
    @Nullable
    AdClick click(String marker) {
        return clicks.get(marker);
    }
}
