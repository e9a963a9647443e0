package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.LocalDate;

/**
 * The keys of the queue of rule lists: a change that concerns more people than the transaction that makes it can list, because
 * some of their facts may just be coming. A later transaction finds the people, in portions: behind each it leaves the key of
 * the rest.
 */
public sealed interface ChangeKey {
    /** The key as it is stored. */
    String text();

    /** The rest, behind a fact. */
    ChangeKey behind(String factId);

    /** The last fact that was looked at; empty at the beginning. */
    String after();

    /**
     * A list or its day changed.
     *
     * @param kind which list
     * @param version the version that was in force before
     * @param today the day before
     * @param after the last fact that was looked at
     */
    record OfRules(RuleListKind kind, long version, LocalDate today, String after) implements ChangeKey {
        /** Of a change, from its beginning. */
        public static OfRules from(ListState before) {
            return new OfRules(before.kind(), before.version(), before.today(), "");
        }

        @Override
        public String text() {
            return String.join(":", RULES, kind.name(), Long.toString(version), today.toString(), after);
        }

        @Override
        public OfRules behind(String factId) {
            return new OfRules(kind, version, today, factId);
        }
    }

    /**
     * A bulk update of touchpoint dates was made or taken back.
     *
     * @param ordinal which
     * @param after the last member that was looked at
     */
    record OfDates(long ordinal, String after) implements ChangeKey {
        /** Of an update, from its beginning. */
        public static OfDates from(long ordinal) {
            return new OfDates(ordinal, "");
        }

        @Override
        public String text() {
            return String.join(":", DATES, Long.toString(ordinal), after);
        }

        @Override
        public OfDates behind(String factId) {
            return new OfDates(ordinal, factId);
        }
    }

    /** How the keys of a list begin. */
    String RULES = "RULES";

    /** How the keys of bulk updates begin. */
    String DATES = "DATES";

    /** Reads a stored key. */
    static ChangeKey parse(String text) {
        if (text.startsWith(RULES + ":")) {
            String[] parts = text.split(":", 5);
            return new OfRules(
                    RuleListKind.valueOf(parts[1]), Long.parseLong(parts[2]), LocalDate.parse(parts[3]), parts[4]);
        }
        if (text.startsWith(DATES + ":")) {
            String[] parts = text.split(":", 3);
            return new OfDates(Long.parseLong(parts[1]), parts[2]);
        }
        throw new IllegalArgumentException("no key of the queue of rule lists: " + text);
    }
}
