package dev.touchstone.salessync.person.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.ExportJob;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.person.snapshot.ExportPlan.ListedJob;
import dev.touchstone.salessync.person.snapshot.ExportWindow.Range;
import dev.touchstone.salessync.person.snapshot.ExportWindow.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of one export and the plan of all. */
class ExportWindowTest {
    private static final Instant NOW = Instant.parse("2026-07-15T09:00:00Z");
    private static final Range MARCH =
            new Range(Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-03-31T00:00:00Z"));
    private static final ExportWindow PLANNED = ExportWindow.planned(MARCH, NOW);
    private static final ExportWindow.Job DONE = new ExportWindow.Job("job", NOW, 100, "ab", 3, false);

    @Test
    void windowsCoverEverythingOnceAndAreNoWiderThanThirtyDays() {
        Instant from = Instant.parse("2024-01-01T00:00:00Z");
        Instant until = Instant.parse("2026-07-15T09:13:07.5Z");
        List<Range> windows = ExportPlan.windows(from, until);
        assertThat(windows.getFirst().until()).isAfter(until);
        assertThat(windows.getLast().from()).isEqualTo(from);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).until()).isEqualTo(windows.get(i - 1).from());
        }
        assertThat(windows).allSatisfy(window -> assertThat(window.width()).isLessThanOrEqualTo(Duration.ofDays(30)));
        assertThat(windows).hasSize(WayChoice.windows(from, until, ExportPlan.WIDEST));
    }

    @Test
    void theStatusIsAskedForLaterAndLaterButEveryFiveMinutes() {
        ExportWindow window = PLANNED.created("job", NOW).queued(NOW);
        assertThat(window.tries().dueAt()).isEqualTo(NOW.plusSeconds(60));
        List<Long> waits = new ArrayList<>();
        for (int look = 0; look < 8; look++) {
            window = window.stillWorking(true, NOW);
            waits.add(Duration.between(NOW, window.tries().dueAt()).toSeconds());
        }
        assertThat(waits).containsExactly(60L, 120L, 180L, 240L, 300L, 300L, 300L, 300L);
    }

    /** AC-34: a cancelled job is planned again; three that came to nothing make two windows, and at an hour it is given up. */
    @Test
    void aWindowThatFailsIsCutUntilItIsAnHourWide() {
        ExportWindow window = PLANNED;
        for (int failure = 0; failure < 3; failure++) {
            assertThat(window.isWornOut()).isFalse();
            window = window.created("job", NOW).failed("somebody cancelled the export", NOW);
        }
        assertThat(window.isWornOut()).isTrue();
        List<ExportWindow> halves = window.replacements(NOW);
        assertThat(halves).extracting(ExportWindow::state).containsOnly(State.PLANNED);
        assertThat(halves.get(0).range().from()).isEqualTo(MARCH.from());
        assertThat(halves.get(0).range().until())
                .isEqualTo(halves.get(1).range().from());
        assertThat(halves.get(1).range().until()).isEqualTo(MARCH.until());

        ExportWindow hour = ExportWindow.planned(new Range(NOW.minus(Duration.ofHours(1)), NOW), NOW);
        for (int failure = 0; failure < 3; failure++) {
            hour = hour.failed("no", NOW);
        }
        assertThat(hour.replacements(NOW)).extracting(ExportWindow::state).containsExactly(State.LOST);
    }

    @Test
    void aFileThatIsNotThereIsLookedForFiveTimesHalfAMinuteApart() {
        ExportWindow window = PLANNED.created("job", NOW).completed(DONE, NOW);
        for (int look = 1; look < 5; look++) {
            window = window.fileNotThere(NOW);
            assertThat(window.state()).isEqualTo(State.COMPLETED);
            assertThat(window.tries().dueAt()).isEqualTo(NOW.plusSeconds(30));
        }
        ExportWindow failed = window.fileNotThere(NOW);
        assertThat(failed.state()).isEqualTo(State.PLANNED);
        assertThat(failed.tries().failures()).isEqualTo(1);
    }

    /** 611, 604, 1003 or an answer that is too large, for one job: others come first, and after five times it is made anew. */
    @Test
    void aJobThatMarketoCannotAnswerForIsGivenUp() {
        ExportWindow window = PLANNED.created("job", NOW).queued(NOW).stillWorking(true, NOW);
        List<MarketoError> errors = List.of(
                new MarketoError.SystemError("611"),
                new MarketoError.TimedOut(false),
                new MarketoError.TooManyMatches(),
                new MarketoError.TooLarge("the answer"));
        for (MarketoError error : errors) {
            window = refused(window, error);
            assertThat(window.state()).isEqualTo(State.PROCESSING);
            assertThat(window.tries().dueAt()).isEqualTo(NOW.plusSeconds(60));
        }
        ExportWindow answered = window.stillWorking(true, NOW);
        assertThat(refused(answered, errors.get(0)).state()).isEqualTo(State.PROCESSING);
        ExportWindow failed = refused(window, errors.get(0));
        assertThat(failed.state()).isEqualTo(State.PLANNED);
        assertThat(failed.tries().failures()).isEqualTo(1);
        assertThat(WindowFailures.of(PLANNED, errors.get(0), NOW)).isEmpty();
    }

    private static ExportWindow refused(ExportWindow window, MarketoError error) {
        WindowFailures.Answer answer = WindowFailures.of(window, error, NOW).orElseThrow();
        assertThat(answer.leave()).isEmpty();
        return answer.window();
    }

    /** P1: windows that an earlier run gave up are a later run's, unless that one read them or gave them up itself. */
    @Test
    void whatAnEarlierRunGaveUpIsKeptOnce() {
        GivenUpWindow noon = givenUp(12, 60);
        GivenUpWindow again = givenUp(12, 30);
        GivenUpWindow evening = givenUp(18, 60);
        assertThat(GivenUpWindow.beyond(List.of(noon, again, evening), List.of()))
                .containsExactly(noon, evening);
        assertThat(GivenUpWindow.beyond(List.of(noon, evening), List.of(PLANNED.ingested(NOW))))
                .isEmpty();
        // A later window that begins at the same time and is shorter keeps its place.
        ExportWindow half = ExportWindow.planned(again.range(), NOW).ingested(NOW);
        assertThat(GivenUpWindow.beyond(List.of(noon), List.of(half)))
                .extracting(GivenUpWindow::range)
                .containsExactly(new Range(
                        noon.range().from().plusSeconds(1), noon.range().until()));
    }

    private static GivenUpWindow givenUp(int hour, int minutes) {
        Instant from = MARCH.from().plus(Duration.ofHours(hour));
        return new GivenUpWindow(new Range(from, from.plus(Duration.ofMinutes(minutes))), true, "it failed");
    }

    /** F12: read once more, then made anew. */
    @Test
    void aFileWithAnotherChecksumIsReadOnceMore() {
        ExportWindow again = PLANNED.created("job", NOW).completed(DONE, NOW).fileWrong(NOW);
        assertThat(again.state()).isEqualTo(State.COMPLETED);
        assertThat(again.job()).isEqualTo(DONE);
        assertThat(again.fileWrong(NOW).state()).isEqualTo(State.PLANNED);
        assertThat(again.fileWrong(NOW).job()).isNull();
    }

    /** AC-33: a full queue is waited out, a used-up volume leaves the way. F10. */
    @Test
    void theGuisesOf1029AreToldApart() {
        WindowFailures.Answer crowded = WindowFailures.of(PLANNED.asking(NOW), new MarketoError.ExportQueueFull(), NOW)
                .orElseThrow();
        assertThat(crowded.leave()).isEmpty();
        assertThat(crowded.window().state()).isEqualTo(State.PLANNED);
        assertThat(crowded.window().tries().dueAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(crowded.window().tries().failures()).isZero();
        ExportWindow created = PLANNED.created("job", NOW);
        assertThat(WindowFailures.of(created, new MarketoError.ExportQueueFull(), NOW)
                        .orElseThrow()
                        .window()
                        .state())
                .isEqualTo(State.CREATED);
        assertThat(WindowFailures.of(PLANNED, new MarketoError.ExportQuotaUsedUp(), NOW)
                        .orElseThrow()
                        .leave())
                .isPresent();
        assertThat(WindowFailures.of(PLANNED, new MarketoError.FeatureOff("1035"), NOW)
                        .orElseThrow()
                        .leave())
                .isPresent();
        assertThat(WindowFailures.of(PLANNED, MarketoError.Unreachable.read("HTTP 502"), NOW))
                .isEmpty();
    }

    @Test
    void aJobWhoseAnswerWasLostIsTheNewestThatNobodyKnows() {
        ExportWindow asked = PLANNED.asking(NOW);
        List<ListedJob> listed = List.of(
                new ListedJob("old", NOW.minusSeconds(3_600)),
                new ListedJob("known", NOW.plusSeconds(2)),
                new ListedJob("lost", NOW.plusSeconds(1)));
        assertThat(ExportPlan.adopt(asked, listed, Set.of("known"))).contains("lost");
        assertThat(ExportPlan.adopt(asked, listed, Set.of("known", "lost"))).isEmpty();
        assertThat(ExportPlan.adopt(PLANNED, listed, Set.of())).isEmpty();
    }

    @Test
    void whatWasBegunComesFirstAndTwoJobsWaitAtATime() {
        ExportWindow ready = window(1).created("a", NOW).completed(DONE, NOW).downloaded(NOW);
        ExportWindow queued = window(2).created("b", NOW);
        ExportWindow planned = window(3);
        assertThat(ExportPlan.next(List.of(planned, queued, ready), NOW)).contains(ready);
        assertThat(ExportPlan.next(List.of(planned, queued), NOW)).contains(queued);
        List<ExportWindow> full =
                List.of(planned, queued.queued(NOW), window(4).created("c", NOW).queued(NOW));
        assertThat(ExportPlan.next(full, NOW)).isEmpty();
        assertThat(ExportPlan.nextDue(full)).contains(NOW.plusSeconds(60));
        assertThat(ExportPlan.nextDue(List.of(ready.ingested(NOW)))).isEmpty();
    }

    private static ExportWindow window(int day) {
        Instant from = MARCH.from().plus(Duration.ofDays(day));
        return ExportWindow.planned(new Range(from, from.plus(Duration.ofDays(1))), NOW);
    }

    /** R-I-5: rows are as of a moment of our clock at which Marketo had not begun; its own clock may be minutes ahead. */
    @ParameterizedTest
    @CsvSource({"180, 65", "90, 65", "30, 30"})
    void theRowsCountAsReadWhenTheJobWasLastSeenToWait(long marketosSeconds, long readSeconds) {
        ExportWindow window = PLANNED.created("job", NOW).queued(NOW);
        assertThat(window.job()).extracting(ExportWindow.Job::startedAt).isEqualTo(NOW);
        window = window.stillWorking(false, NOW.plusSeconds(65)).stillWorking(true, NOW.plusSeconds(190));
        ExportJob done = new ExportJob(
                "job",
                ExportJob.State.COMPLETED,
                NOW,
                NOW.plusSeconds(marketosSeconds),
                new ExportJob.ExportFile(3, OptionalLong.of(100), Optional.empty()));
        assertThat(ExportJobs.job(window, done, NOW.minusSeconds(900)).startedAt())
                .isEqualTo(NOW.plusSeconds(readSeconds));
    }

    /** Cutting windows finds the one export that fails; when all fail, it only makes more of them. */
    @Test
    void exportsThatAllFailAreHopelessAndOneSuccessIsHope() {
        ExportWindow failed = window(1).failed("no", NOW).failed("no", NOW).failed("no", NOW);
        List<ExportWindow> halves = failed.replacements(NOW);
        List<ExportWindow> nine = List.of(failed, failed, halves.get(0), halves.get(1));
        assertThat(ExportPlan.isHopeless(nine, 3)).isFalse();
        List<ExportWindow> ten = List.of(failed, failed, halves.get(0).failed("no", NOW), halves.get(1));
        assertThat(ExportPlan.isHopeless(ten, 3)).isTrue();
        List<ExportWindow> hope = List.of(
                failed, failed, halves.get(0).failed("no", NOW), halves.get(1).ingested(NOW));
        assertThat(ExportPlan.isHopeless(hope, 3)).isFalse();
        assertThat(ExportPlan.isHopeless(List.of(window(1)), 1)).isFalse();
    }

    @Test
    void theVolumeIsCountedFromMidnightInChicago() {
        assertThat(ExportQuota.dayStart(Instant.parse("2026-07-15T04:59:59Z"))).isEqualTo("2026-07-14T05:00:00Z");
        assertThat(ExportQuota.dayStart(Instant.parse("2026-11-01T20:00:00Z"))).isEqualTo("2026-11-01T05:00:00Z");
        ExportQuota quota = new ExportQuota(500_000_000, 80);
        assertThat(quota.allows(399_999_999)).isTrue();
        assertThat(quota.allows(400_000_000)).isFalse();
    }
}
