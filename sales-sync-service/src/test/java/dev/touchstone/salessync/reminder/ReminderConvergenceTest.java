package dev.touchstone.salessync.reminder;

import static dev.touchstone.salessync.reminder.ReminderScene.BASE;
import static dev.touchstone.salessync.reminder.ReminderScene.TASK;
import static dev.touchstone.salessync.reminder.ReminderScene.TEN;
import static dev.touchstone.salessync.reminder.ReminderScene.at;
import static dev.touchstone.salessync.reminder.ReminderScene.linked;
import static dev.touchstone.salessync.reminder.ReminderScene.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Sellers change a reminder here and its task in Salesforce in any order, while readings come late, twice and out of order, and answers to
 * writes are lost. Whatever happened: both sides end up the same, nothing is sent any more then, and each value that somebody entered is
 * there, was seen by both sides, or is kept as lost.
 */
class ReminderConvergenceTest {
    private static final int RUNS = 3_000;
    private static final int STEPS = 60;

    /** A reading that arrives; true if it told something new. */
    private interface Arrival {
        boolean arrive(World world);
    }

    /** The history of one reminder and one task. */
    private static final class World {
        private final Random random;
        private final List<Arrival> readings = new ArrayList<>();
        private final Set<String> shownHere = new HashSet<>();
        private final Set<String> shownThere = new HashSet<>();
        private final Set<String> lost = new HashSet<>();
        private final Map<ReminderField, String> enteredHere = new EnumMap<>(ReminderField.class);
        private final Map<ReminderField, String> enteredThere = new EnumMap<>(ReminderField.class);
        private Instant now = TEN.plusSeconds(10);
        private Reminder here = linked();
        private ReminderFields there = BASE;
        private boolean deletedThere;
        private Instant stamp = TEN;
        private int writes;
        private int next;

        World(Random random) {
            this.random = random;
        }

        private void step(boolean deletes) {
            now = now.plusMillis(random.nextInt(3_000));
            switch (random.nextInt(deletes ? 7 : 6)) {
                case 0 -> editHere();
                case 1 -> editThere();
                case 2 -> readings.add(reading());
                case 3 -> deliver();
                case 4 -> send(random.nextInt(4) == 0);
                case 5 -> now = now.plusSeconds(5);
                default -> delete();
            }
            show();
        }

        private void editHere() {
            if (here.deletedAt().isEmpty()) {
                ReminderFields edited = change(here.fields(), enteredHere);
                here = ReminderEdits.edit(here, here.name(), edited, now);
            }
        }

        private void editThere() {
            if (!deletedThere) {
                there = change(there, enteredThere);
                stamp = now.truncatedTo(ChronoUnit.SECONDS);
            }
        }

        private ReminderFields change(ReminderFields fields, Map<ReminderField, String> entered) {
            ReminderFields changed = switch (random.nextInt(3)) {
                case 0 -> fields.withDueDate(Optional.of(LocalDate.EPOCH.plusDays(next++)));
                case 1 -> fields.withDetails("text " + next++);
                default ->
                    fields.withPriority(
                            fields.priority() == ReminderPriority.HIGH
                                    ? ReminderPriority.NORMAL
                                    : ReminderPriority.HIGH);
            };
            fields.differences(changed).stream()
                    .filter(field -> field != ReminderField.PRIORITY)
                    .forEach(field -> entered.put(field, changed.text(field)));
            return changed;
        }

        private void delete() {
            if (random.nextInt(4) == 0) {
                if (random.nextBoolean()) {
                    deletedThere = true;
                } else if (here.deletedAt().isEmpty()) {
                    here = ReminderEdits.delete(here, now);
                }
            }
        }

        /** A reading of this moment, to be delivered at any time. */
        private Arrival reading() {
            boolean gone = deletedThere;
            SalesforceTask task = task(there, stamp);
            ReadingTime time = at(now.truncatedTo(ChronoUnit.SECONDS));
            return world -> world.take(gone, task, time);
        }

        private boolean take(boolean gone, SalesforceTask task, ReadingTime time) {
            if (gone) {
                here = ReminderScene.reading().gone(here, time);
                return false;
            }
            ReminderReading.Read read = ReminderScene.reading().present(here, task, time);
            here = read.reminder();
            read.lost().forEach(value -> lost.add(value.lost()));
            return read.taken();
        }

        private void deliver() {
            if (!readings.isEmpty()) {
                int which = random.nextInt(readings.size());
                // Now and then it stays, to be delivered again.
                (random.nextInt(3) == 0 ? readings.get(which) : readings.remove(which)).arrive(this);
            }
        }

        /** What the sender does: it reads first, and sends what is left. */
        private void send(boolean answerLost) {
            LinkState state = here.link().state();
            boolean read = (state == LinkState.CHANGED || state == LinkState.UNREAD)
                    && reading().arrive(this);
            show();
            if (here.link().state() == LinkState.DELETING) {
                deletedThere = true;
                here = answerLost
                        ? here
                        : ReminderScene.reading()
                                .gone(
                                        here,
                                        at(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));
            } else if (read
                    && here.link().state() == LinkState.CHANGED
                    && !ReminderScene.write().changes(here).isEmpty()) {
                write(answerLost);
            }
        }

        private void write(boolean answerLost) {
            Reminder snapshot = here;
            for (ReminderField field : snapshot.unsent()) {
                there = there.with(field, snapshot.fields());
            }
            writes++;
            stamp = now.truncatedTo(ChronoUnit.SECONDS);
            if (random.nextInt(4) == 0) {
                editHere();
            }
            if (!answerLost) {
                Instant sentAt = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
                here = ReminderScene.reading()
                        .sent(here, TASK, ReminderScene.write().written(snapshot), sentAt);
            }
        }

        private void show() {
            for (ReminderField field : ReminderField.values()) {
                shownHere.add(here.fields().text(field));
                shownThere.add(there.text(field));
            }
        }

        /** Everything that is under way arrives, and the round of readings comes by. */
        private void settle() {
            while (!readings.isEmpty()) {
                deliver();
            }
            for (int i = 0; i < 6; i++) {
                now = now.plusSeconds(5);
                reading().arrive(this);
                show();
                now = now.plusSeconds(5);
                send(false);
                show();
            }
        }
    }

    @Test
    @DisplayName("both sides end up the same, nothing is sent any more, and no value is lost unseen")
    void converges() {
        for (long seed = 1; seed <= RUNS; seed++) {
            World world = run(seed, false);
            String run = "seed " + seed;
            assertThat(world.here.fields()).as(run).isEqualTo(world.there);
            assertThat(world.here.link().state()).as(run).isEqualTo(LinkState.LINKED);
            assertQuiet(world, run);
            world.enteredHere.forEach(
                    (field, value) -> assertThat(world.shownThere.contains(value) || world.lost.contains(value))
                            .as("%s: %s of here, %s", run, value, field)
                            .isTrue());
            world.enteredThere.forEach(
                    (field, value) -> assertThat(world.shownHere.contains(value) || world.lost.contains(value))
                            .as("%s: %s of Salesforce, %s", run, value, field)
                            .isTrue());
        }
    }

    @Test
    @DisplayName("a delete of either side wins over any edit, in any order")
    void deletesConverge() {
        for (long seed = 1; seed <= RUNS; seed++) {
            World world = run(seed, true);
            String run = "seed " + seed;
            assertThat(world.here.deletedAt().isPresent()).as(run).isEqualTo(world.deletedThere);
            if (world.deletedThere) {
                assertThat(world.here.link().state()).as(run).isEqualTo(LinkState.GONE);
            } else {
                assertThat(world.here.fields()).as(run).isEqualTo(world.there);
            }
            assertQuiet(world, run);
        }
    }

    private static World run(long seed, boolean deletes) {
        World world = new World(new Random(seed));
        for (int i = 0; i < STEPS; i++) {
            world.step(deletes);
        }
        world.settle();
        return world;
    }

    private static void assertQuiet(World world, String run) {
        int before = world.writes;
        Reminder known = world.here;
        world.settle();
        assertThat(world.writes).as(run).isEqualTo(before);
        assertThat(world.here.version()).as(run).isEqualTo(known.version());
    }
}
