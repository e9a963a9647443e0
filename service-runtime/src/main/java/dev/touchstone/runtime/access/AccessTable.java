package dev.touchstone.runtime.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The one table of all RPCs of the three services. An RPC that it does not hold may be called by nobody. */
public final class AccessTable {
    private static final String RESOURCE = "access-table.txt";
    private static final int COLUMNS = 3;

    private final Map<String, AccessRule> rules;

    private AccessTable(Map<String, AccessRule> rules) {
        this.rules = rules;
    }

    /** The table that ships. */
    public static AccessTable load() {
        try (InputStream in = AccessTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the archive");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table: an RPC, a role and why it is audited ({@code -} for not at all) on each line.
     *
     * @throws IllegalArgumentException naming the line that is none, or has an RPC for the second time
     */
    static AccessTable parse(String text) {
        Map<String, AccessRule> rules = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            AccessRule rule = rule(line, number);
            if (rules.put(rule.rpc(), rule) != null) {
                throw new IllegalArgumentException("line " + number + ": " + rule.rpc() + " stands there twice");
            }
        }
        return new AccessTable(rules);
    }

    private static AccessRule rule(String line, int number) {
        String[] cells = line.trim().split("\\s+", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "line " + number + ": expected an RPC, a role and why it is audited, or -, not \"" + line + "\"");
        }
        Role role = Role.find(cells[1])
                .orElseThrow(() -> new IllegalArgumentException("line " + number + ": no role \"" + cells[1] + "\""));
        return new AccessRule(cells[0], role, audited(cells[2], number));
    }

    private static Audited audited(String cell, int number) {
        return switch (cell) {
            case "-" -> Audited.NO;
            case "configuration" -> Audited.CONFIGURATION;
            case "personal-data" -> Audited.PERSONAL_DATA;
            default ->
                throw new IllegalArgumentException("line " + number
                        + ": expected configuration, personal-data or - as the reason to audit, not \"" + cell + "\"");
        };
    }

    /** The rule of an RPC. */
    public Optional<AccessRule> find(String rpc) {
        return Optional.ofNullable(rules.get(rpc));
    }

    /** All rules in the order of the table. */
    public Collection<AccessRule> rules() {
        return rules.values();
    }
}
