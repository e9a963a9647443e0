package dev.touchstone.testing.salesforce.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random queries find exactly what a plain filter over all records finds, whatever index they take. */
class SoqlPropertyTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Comparator<SObject> BY_STAMP =
            Comparator.comparing(SObject::systemModstamp).thenComparing(SObject::id);

    private final MovableClock clock = new MovableClock();
    private Organisation org;
    private QueryEngine engine;
    private List<SObject> everybody;
    private Random random;

    private record Term(String soql, Predicate<SObject> truth) {}

    /** Computed leads, a third of them edited, some deleted, some new. */
    private void fill(long seed) {
        random = new Random(seed);
        clock.set(FROM.plus(Duration.ofHours(2)));
        org = new Organisation(clock);
        engine = new QueryEngine(org);
        Population.of(300)
                .withSeed(seed)
                .withStamps(FROM, FROM.plus(Duration.ofHours(1)), 1 + random.nextInt(20))
                .putInto(org);
        List<SObject> computed = all();
        for (SObject lead : computed) {
            clock.advance(Duration.ofSeconds(random.nextInt(3)));
            switch (random.nextInt(6)) {
                case 0 -> org.update(lead.id(), someFields());
                case 1 -> org.delete(lead.id());
                case 2 -> {
                    Map<String, Object> fields = someFields();
                    fields.put("LastName", "New");
                    fields.put("Company", "New");
                    org.create("Lead", fields);
                }
                default -> {
                    // As it was computed.
                }
            }
        }
        everybody = all();
    }

    private List<SObject> all() {
        List<SObject> rows = new ArrayList<>();
        org.forEach("Lead", rows::add);
        return rows;
    }

    private Map<String, Object> someFields() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("Email", random.nextInt(4) == 0 ? null : "same" + random.nextInt(5) + "@x.test");
        fields.put("NumberOfEmployees", random.nextInt(4) == 0 ? null : random.nextInt(50));
        fields.put("HasOptedOutOfEmail", random.nextBoolean());
        return fields;
    }

    private Term condition(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            Term one = condition(depth - 1);
            Term other = condition(depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> new Term("(" + one.soql + " AND " + other.soql + ")", one.truth.and(other.truth));
                case 1 -> new Term("(" + one.soql + " OR " + other.soql + ")", one.truth.or(other.truth));
                default -> new Term("(NOT " + one.soql + ")", one.truth.negate());
            };
        }
        return switch (random.nextInt(6)) {
            case 0 -> email();
            case 1 -> ids();
            case 2 -> keyset();
            case 3 -> employees();
            case 4 -> like();
            default -> new Term("HasOptedOutOfEmail = true", row -> row.isTrue("HasOptedOutOfEmail"));
        };
    }

    private SObject anybody() {
        return everybody.get(random.nextInt(everybody.size()));
    }

    private Term email() {
        String email = anybody().text("Email");
        if (email == null) {
            return new Term("Email = null", row -> row.value("Email") == null);
        }
        Predicate<SObject> same = row -> email.equalsIgnoreCase(row.text("Email"));
        String upper = email.toUpperCase(Locale.ROOT);
        return random.nextBoolean()
                ? new Term("Email = '" + upper + "'", same)
                : new Term("Email != '" + upper + "'", same.negate());
    }

    private Term ids() {
        List<String> ids = random.ints(1 + random.nextInt(5), 0, everybody.size())
                .mapToObj(at -> everybody.get(at).id())
                .toList();
        // Either form of an id is good.
        String list = ids.stream()
                .map(id -> "'" + (random.nextBoolean() ? id : id.substring(0, 15)) + "'")
                .collect(Collectors.joining(", "));
        boolean negated = random.nextInt(4) == 0;
        return new Term(
                "Id " + (negated ? "NOT " : "") + "IN (" + list + ")", row -> ids.contains(row.id()) != negated);
    }

    private Term keyset() {
        SObject last = anybody();
        Instant stamp = last.systemModstamp();
        return new Term(
                "(SystemModstamp > " + stamp + " OR (SystemModstamp = " + stamp + " AND Id > '" + last.id() + "'))",
                row -> BY_STAMP.compare(row, last) > 0);
    }

    private Term employees() {
        int bound = random.nextInt(50);
        String operator = List.of("<", "<=", ">", ">=", "=").get(random.nextInt(5));
        return new Term("NumberOfEmployees " + operator + " " + bound, row -> {
            Object held = row.value("NumberOfEmployees");
            if (held == null) {
                return false;
            }
            int outcome = Integer.compare((Integer) held, bound);
            return switch (operator) {
                case "<" -> outcome < 0;
                case "<=" -> outcome <= 0;
                case ">" -> outcome > 0;
                case ">=" -> outcome >= 0;
                default -> outcome == 0;
            };
        });
    }

    private Term like() {
        String start = anybody().text("LastName").substring(0, 2);
        return new Term(
                "LastName LIKE '" + start.toUpperCase(Locale.ROOT) + "%'",
                row -> Objects.toString(row.text("LastName"), "").startsWith(start));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsWhatAPlainFilterFinds(long seed) throws Refusal {
        fill(seed);
        for (int i = 0; i < 200; i++) {
            Term term = condition(3);
            boolean all = random.nextInt(4) == 0;
            boolean ordered = random.nextBoolean();
            int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 10_000;
            int offset = ordered && random.nextInt(3) == 0 ? random.nextInt(10) : 0;
            String soql = "SELECT Id FROM Lead WHERE " + term.soql
                    + (ordered ? " ORDER BY SystemModstamp, Id" : "") + " LIMIT " + limit
                    + (offset == 0 ? "" : " OFFSET " + offset);
            List<String> expected = everybody.stream()
                    .filter(row -> all || !row.isDeleted())
                    .filter(term.truth)
                    .sorted(BY_STAMP)
                    .map(SObject::id)
                    .toList();
            List<String> found = engine.run(soql, org.adminId(), all).rows(0, 10_000).stream()
                    .map(QueryRow::id)
                    .toList();
            List<String> streamed = new ArrayList<>();
            engine.stream(soql, org.adminId(), all, row -> streamed.add(row.id()));

            assertThat(streamed).as("seed %d, streamed: %s", seed, soql).isEqualTo(found);
            if (ordered) {
                assertThat(found)
                        .as("seed %d: %s", seed, soql)
                        .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
            } else {
                assertThat(found)
                        .as("seed %d: %s", seed, soql)
                        .hasSize(Math.min(limit, expected.size()))
                        .doesNotHaveDuplicates()
                        .isSubsetOf(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    @DisplayName("AC-97: pages by keyset miss nothing and repeat nothing, also where many share a stamp")
    void pagesByKeysetAreComplete(long seed) throws Refusal {
        fill(seed);
        List<String> read = new ArrayList<>();
        Instant stamp = Instant.EPOCH;
        String id = "000000000000000AAA";
        while (true) {
            List<QueryRow> page = engine.run(
                            "SELECT Id, SystemModstamp FROM Lead WHERE SystemModstamp > " + stamp
                                    + " OR (SystemModstamp = " + stamp + " AND Id > '" + id
                                    + "') ORDER BY SystemModstamp ASC, Id ASC LIMIT 7",
                            org.adminId(),
                            true)
                    .rows(0, 7);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(row -> read.add(row.id()));
            QueryRow last = page.get(page.size() - 1);
            stamp = ((Instant) Objects.requireNonNull(last.at("SystemModstamp"))).truncatedTo(ChronoUnit.SECONDS);
            id = Objects.requireNonNull(last.id());
        }
        assertThat(read)
                .as("seed %d", seed)
                .isEqualTo(everybody.stream().sorted(BY_STAMP).map(SObject::id).toList());
    }
}
