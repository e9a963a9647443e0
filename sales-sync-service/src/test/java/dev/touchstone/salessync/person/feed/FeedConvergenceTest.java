package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core of AC-22 and P2: whatever happens in Marketo, in whatever order it is told, however late and however often, and
 * wherever the process dies, in the end the store holds what Marketo holds.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class FeedConvergenceTest {
    private static final int PEOPLE = 30;
    private static final int EVENTS = 150;

    @Inject
    FeedScene scene;

    @Inject
    DirtyPeople dirtyPeople;

    @Inject
    PersonStore people;

    @Inject
    PersonIdentities identities;

    MarketoEmulator marketo;

    @AfterEach
    void leave() {
        scene.leave();
    }

    /** The process dies between the answer and the commit. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStoreHoldsInTheEndWhatMarketoHolds(long seed) {
        scene.reset(marketo);
        scene.begin();
        marketo.activities().losersAreDeleted(seed % 2 == 0);
        Story story = new Story(new Random(seed));
        for (int event = 0; event < EVENTS; event++) {
            story.next();
        }
        // Late events have half an hour, the last trailing pass a quarter, and the second read of a missing person ten
        // minutes.
        scene.runUntil(scene.now().plus(Duration.ofMinutes(75)));
        story.compare(seed);
    }

    /** What happens, drawn from a seed. */
    private final class Story {
        private final Random random;
        private final Map<Long, Long> winners = new HashMap<>();
        private final Set<Long> there = new TreeSet<>();
        private final Set<Long> deleted = new TreeSet<>();
        private long highest;

        private Story(Random random) {
            this.random = random;
            for (int i = 0; i < PEOPLE; i++) {
                add();
            }
            scene.execute("DROP TABLE IF EXISTS old_token");
            keepTokens();
        }

        private void keepTokens() {
            scene.execute("CREATE TABLE IF NOT EXISTS old_token (feed text, token text); TRUNCATE old_token;"
                    + " INSERT INTO old_token SELECT feed, token FROM feed_cursor WHERE pass = 'MAIN'");
        }

        private void add() {
            highest++;
            there.add(highest);
            Map<String, Object> fields = FeedScene.lead(highest);
            if (random.nextInt(5) == 0) {
                fields.remove("sfdcLeadOwnerId");
            }
            marketo.leads().put(highest, fields);
        }

        private long anybody() {
            return List.copyOf(there).get(random.nextInt(there.size()));
        }

        private void next() {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> marketo.leads().change(anybody(), "title", "title " + random.nextInt(1_000));
                case 4, 5 ->
                    marketo.leads()
                            .dated(scene.now().minusSeconds(random.nextInt(1_700)))
                            .change(anybody(), "title", "late " + random.nextInt(1_000));
                case 6 ->
                    marketo.leads()
                            .change(
                                    anybody(),
                                    "sfdcLeadOwnerId",
                                    random.nextBoolean() ? "0055g000001aBcD" : "00G5g000000QueU");
                case 7 -> add();
                case 8 -> removeOrRestore();
                case 9 -> merge();
                case 10 -> replay();
                case 11 ->
                    QuarkusTransaction.requiringNew()
                            .run(() -> dirtyPeople.mark(List.of(anybody(), highest + 50), scene.now()));
                case 12 -> crash();
                case 13 -> scene.pass(Duration.ofSeconds(random.nextInt(600)));
                case 14 -> marketo.feeds().scan(1 + random.nextInt(8));
                case 15 -> marketo.activities().visibleAfter(Duration.ofMinutes(random.nextInt(25)));
                default -> work();
            }
            scene.pass(Duration.ofMillis(1 + random.nextInt(2_000)));
        }

        private void removeOrRestore() {
            if (!deleted.isEmpty() && random.nextInt(3) == 0) {
                long back = deleted.iterator().next();
                deleted.remove(back);
                there.add(back);
                marketo.leads().put(back, FeedScene.lead(back));
            } else if (there.size() > PEOPLE / 2) {
                long gone = anybody();
                there.remove(gone);
                deleted.add(gone);
                marketo.leads().remove(gone);
            }
        }

        private void merge() {
            if (there.size() > PEOPLE / 2) {
                long winner = anybody();
                long loser = anybody();
                if (winner != loser) {
                    there.remove(loser);
                    winners.put(loser, winner);
                    marketo.leads().merge(winner, List.of(loser));
                }
            }
        }

        /** The past once more: by a pass before its time, or from an older position, known or forgotten. */
        private void replay() {
            switch (random.nextInt(4)) {
                case 0 -> keepTokens();
                case 1 -> scene.execute("UPDATE feed_cursor SET due_at = started_at WHERE pass <> 'MAIN'");
                case 2 -> scene.execute("DELETE FROM feed_event");
                default ->
                    scene.execute("UPDATE feed_cursor c SET token = t.token FROM old_token t"
                            + " WHERE c.feed = t.feed AND c.pass = 'MAIN'");
            }
        }

        private void crash() {
            int steps = random.nextInt(4);
            for (int step = 0; step < steps; step++) {
                tick();
                scene.step();
            }
            tick();
            try {
                scene.step(() -> {
                    throw new Crash();
                });
            } catch (Crash crashed) {
                // As wanted: what it was about to commit is not committed.
            }
        }

        private void work() {
            for (int step = random.nextInt(12); step > 0; step--) {
                tick();
                scene.step();
            }
        }

        private void tick() {
            scene.pass(Duration.ofMillis(1 + random.nextInt(300)));
        }

        private void compare(long seed) {
            Map<Long, PersonReading> truth = scene.instance().leads(Lane.FEED).byIds(there).stream()
                    .map(PersonReading::of)
                    .collect(Collectors.toMap(PersonReading::marketoId, Function.identity()));
            Map<Long, Identity> stored = identities.resolve(
                    LongStream.rangeClosed(1, highest).boxed().toList());
            for (long id = 1; id <= highest; id++) {
                if (there.contains(id)) {
                    compare(id, truth.get(id), seed);
                } else {
                    compareGone(id, stored.get(id), seed);
                }
            }
            assertThat(scene.query("SELECT count(*) FROM dirty_person"))
                    .as("seed %d", seed)
                    .isEqualTo("0");
        }

        private void compare(long id, PersonReading reading, long seed) {
            Optional<Person> person = people.find(id);
            boolean active = person.filter(found -> !found.hidden()).isPresent();
            assertThat(active)
                    .as("seed %d: person %d qualifies", seed, id)
                    .isEqualTo(reading.unqualifiedReason().isEmpty());
            person.ifPresent(found -> {
                assertThat(found.details()).as("seed %d: person %d", seed, id).isEqualTo(reading.details());
                assertThat(found.crm().ownerId()).isEqualTo(reading.crm().ownerId());
            });
        }

        private void compareGone(long id, Identity identity, long seed) {
            long end = id;
            while (winners.containsKey(end)) {
                end = winners.get(end);
            }
            if (end == id) {
                assertThat(identity)
                        .as("seed %d: %d was deleted", seed, id)
                        .isInstanceOfAny(Identity.Tombstone.class, Identity.Unknown.class);
            } else if (there.contains(end)) {
                assertThat(identity).as("seed %d: %d was merged", seed, id).isEqualTo(new Identity.Alias(end));
            } else {
                // The winner was deleted later; who never qualified has left no trace but the merge.
                assertThat(identity)
                        .as("seed %d: %d was merged into somebody who was deleted", seed, id)
                        .isIn(new Identity.Tombstone(), new Identity.Alias(end));
            }
        }
    }
}
