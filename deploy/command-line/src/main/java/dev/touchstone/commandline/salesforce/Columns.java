package dev.touchstone.commandline.salesforce;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which column of a file is which field. Columns are known by Salesforce's own names ({@code LastModifiedDate}) and by those of
 * tools that write them small ({@code last_modified_date}). All others become custom fields under their own names.
 *
 * @param object what the file holds
 * @param header the columns' names
 * @param standard places of the columns of a field, the one that counts first at the beginning
 * @param custom the columns that become custom fields
 */
public record Columns(
        SalesforceObject object, List<String> header, Map<StandardField, List<Integer>> standard, List<Custom> custom) {
    private static final int MAX_NAME = 80;
    private static final String OF_TOOL = "_fivetran_";
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_.]+");
    private static final Pattern NOT_AT_BEGINNING = Pattern.compile("^[^A-Za-z]+");

    public Columns {
        header = List.copyOf(header);
        standard = Map.copyOf(standard);
        custom = List.copyOf(custom);
    }

    /**
     * A column that becomes a custom field.
     *
     * @param place of the column
     * @param name of the field
     */
    public record Custom(int place, String name) {}

    /**
     * Finds the columns.
     *
     * @param given which field a column is, by the user's word: a standard field, another name for a custom one, or nothing for a
     *     column that is not wanted
     * @throws IllegalArgumentException if the user's word is wrong; its message is for the user
     */
    public static Columns of(SalesforceObject object, List<String> header, Map<String, String> given) {
        return new Finder(object, header).find(given);
    }

    private static final class Finder {
        private final SalesforceObject object;
        private final List<String> header;
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<StandardField, List<Integer>> standard = new EnumMap<>(StandardField.class);
        private final Map<Integer, String> customNames = new TreeMap<>();
        private final Set<Integer> used = new HashSet<>();

        Finder(SalesforceObject object, List<String> header) {
            this.object = object;
            this.header = header;
            for (int i = 0; i < header.size(); i++) {
                places.putIfAbsent(key(header.get(i)), i);
            }
        }

        Columns find(Map<String, String> given) {
            given.forEach(this::assign);
            for (StandardField field : StandardField.values()) {
                if (field.isOf(object) && !standard.containsKey(field)) {
                    List<Integer> found = field.columns().stream()
                            .map(name -> places.get(key(name)))
                            .filter(place -> place != null && (!used.contains(place) || isShared(field)))
                            .toList();
                    standard.put(field, found);
                }
            }
            standard.values().forEach(used::addAll);
            List<Custom> custom = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (int i = 0; i < header.size(); i++) {
                String name = customNames.getOrDefault(i, used.contains(i) ? "" : customName(header.get(i)));
                // Two columns with one name: the first is taken, as for standard fields.
                if (!name.isEmpty() && names.add(name.toLowerCase(Locale.ROOT))) {
                    custom.add(new Custom(i, name));
                }
            }
            return new Columns(object, header, standard, custom);
        }

        /** A task's time may be its creation, too; nothing else is read twice. */
        private static boolean isShared(StandardField field) {
            return field == StandardField.TASK_TIME;
        }

        private void assign(String column, String field) {
            Integer place = places.get(key(column));
            if (place == null) {
                // A mapping is given for all files of an import; another one may have the column.
                return;
            }
            used.add(place);
            Optional<StandardField> named = StandardField.named(object, field);
            if (named.isPresent()) {
                standard.put(named.get(), List.of(place));
            } else if (!field.isEmpty()) {
                if (!customName(field).equals(field)) {
                    throw new IllegalArgumentException(
                            "'" + field + "' cannot be the name of a field: it has at most 80 letters,"
                                    + " digits, underscores and dots and begins with a letter");
                }
                customNames.put(place, field);
            }
        }
    }

    /** The name of the column that a standard field came from; for a field in no column the name it would have. */
    public String columnOf(StandardField field) {
        List<Integer> found = standard.getOrDefault(field, List.of());
        return found.isEmpty() ? field.columns().get(0) : header.get(found.get(0));
    }

    /** True if the file has a column. */
    public boolean has(String column) {
        return header.stream().anyMatch(name -> key(name).equals(key(column)));
    }

    /** What a row says of a field; empty for nothing. */
    public String value(StandardField field, List<String> row) {
        List<String> values = values(field, row);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** All that a row says of a field: what its columns hold, without blanks, the one that counts first at the beginning. */
    public List<String> values(StandardField field, List<String> row) {
        return standard.getOrDefault(field, List.of()).stream()
                .map(place -> place < row.size() ? row.get(place).strip() : "")
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Without what other writers of Salesforce's names add or leave out: case, underscores, blanks. */
    private static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '.') {
                key.append(Character.toLowerCase(c));
            }
        }
        return key.toString();
    }

    /** Empty for a column that cannot have a name, or that a replication tool added. */
    private static String customName(String column) {
        if (column.startsWith(OF_TOOL)) {
            return "";
        }
        String name = NOT_AT_BEGINNING
                .matcher(NOT_IN_NAMES.matcher(column.strip()).replaceAll("_"))
                .replaceFirst("");
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }
}
