package dev.touchstone.salessync.person;

import static dev.touchstone.salessync.person.PeopleScene.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P2: whatever the order of readings, merges and burials, and however often each comes, the end is the same. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PersonConvergenceTest {
    private static final int PEOPLE = 5;

    @Inject
    PeopleScene scene;

    static List<Integer> seeds() {
        return java.util.stream.IntStream.range(0, 40).boxed().toList();
    }

    private sealed interface Fact {
        Instant at();

        long id();
    }

    private record Read(long id, Instant at, String title, boolean qualifies) implements Fact {}

    private record Buried(long id, Instant at) implements Fact {}

    private record Merged(long id, long winner, Instant at) implements Fact {}

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderAndRepetitionEndsTheSame(int seed) throws Exception {
        Random random = new Random(seed);
        List<Fact> facts = facts(random);
        List<Fact> told = new ArrayList<>(facts);
        facts.stream().filter(fact -> random.nextInt(3) == 0).forEach(told::add);
        Collections.shuffle(told, random);

        scene.clear();
        told.forEach(this::tell);

        assertThat(scene.rows("SELECT marketo_id, title FROM person WHERE state = 'ACTIVE' ORDER BY marketo_id"))
                .describedAs("seed %d: %s", seed, told)
                .isEqualTo(expectedPeople(facts));
        assertThat(scene.rows("SELECT loser_id, winner_id FROM person_alias ORDER BY loser_id"))
                .describedAs("seed %d: %s", seed, told)
                .isEqualTo(expectedAliases(facts));
    }

    /** Every fact has a time of its own; equal readings at several times are among them. */
    private static List<Fact> facts(Random random) {
        List<Fact> facts = new ArrayList<>();
        int time = 0;
        for (int i = 0; i < 14; i++) {
            long id = 1 + random.nextInt(PEOPLE);
            Instant at = T0.plusSeconds(++time);
            facts.add(
                    random.nextInt(5) == 0
                            ? new Buried(id, at)
                            : new Read(id, at, "Title" + random.nextInt(3), random.nextInt(4) > 0));
        }
        // A loser has a higher number than its winner, so the merges are ones that can happen.
        for (long loser = 2; loser <= PEOPLE; loser++) {
            if (random.nextInt(3) == 0) {
                facts.add(new Merged(loser, 1 + random.nextInt((int) loser - 1), T0.plusSeconds(++time)));
            }
        }
        return facts;
    }

    private void tell(Fact fact) {
        switch (fact) {
            case Read read -> {
                Map<LeadField, String> values = PeopleScene.lead(read.id());
                values.put(LeadField.TITLE, read.title());
                values.put(LeadField.OWNER_ID, read.qualifies() ? PeopleScene.USER : PeopleScene.QUEUE);
                scene.write(read.at(), PeopleScene.reading(read.id(), values));
            }
            case Buried buried -> scene.bury(buried.at(), List.of(buried.id()));
            case Merged merged -> scene.merge(merged.id(), merged.winner(), merged.at());
        }
    }

    private static List<String> expectedPeople(List<Fact> facts) {
        Map<Long, Fact> newest = new TreeMap<>();
        facts.forEach(fact -> newest.merge(
                fact.id(),
                fact,
                (a, b) -> a instanceof Merged || (!(b instanceof Merged) && a.at().isAfter(b.at())) ? a : b));
        List<String> people = new ArrayList<>();
        newest.forEach((id, fact) -> {
            if (fact instanceof Read read && read.qualifies()) {
                people.add(id + "|" + read.title());
            }
        });
        return people;
    }

    private static List<String> expectedAliases(List<Fact> facts) {
        Map<Long, Long> winners = new TreeMap<>();
        facts.forEach(fact -> {
            if (fact instanceof Merged merged) {
                winners.put(merged.id(), merged.winner());
            }
        });
        List<String> aliases = new ArrayList<>();
        winners.keySet().forEach(loser -> {
            long end = loser;
            while (winners.containsKey(end)) {
                end = winners.get(end);
            }
            aliases.add(loser + "|" + end);
        });
        return aliases;
    }
}
