package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.marketo.BulkApi;
import dev.touchstone.salessync.marketo.ExportJob;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.QuotaDay;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes one window of the bulk extract one state further. */
@ApplicationScoped
class WorkWindow {
    private final CommitPage page;
    private final SqlWindowStore windows;
    private final IngestExport ingest;
    private final DeadLetters deadLetters;
    private final Limits limits;

    WorkWindow(CommitPage page, SqlWindowStore windows, IngestExport ingest, DeadLetters deadLetters, Limits limits) {
        this.page = page;
        this.windows = windows;
        this.ingest = ingest;
        this.deadLetters = deadLetters;
        this.limits = limits;
    }

    /** The daily volume and the clock. */
    @Singleton
    static class Limits {
        private final SnapshotPolicy policy;
        private final SqlWindowStore windows;
        private final Clock clock;

        Limits(SnapshotPolicy policy, SqlWindowStore windows, Clock clock) {
            this.policy = policy;
            this.windows = windows;
            this.clock = clock;
        }

        Instant now() {
            return clock.instant();
        }

        /** Why nothing more is exported today; empty if it may be. */
        Optional<String> exhausted() {
            long used = windows.exportedSince(ExportQuota.dayStart(now()));
            return policy.exportQuota().allows(used)
                    ? Optional.empty()
                    : Optional.of("%d %% of Marketo's daily volume of exports is used"
                            .formatted(policy.exportQuota().percent()));
        }
    }

    /**
     * Does the next step of a window.
     *
     * @param all the windows of the run
     * @throws MarketoFailure if it has to be waited out by everybody
     */
    Outcome step(Reading reading, ExportWindow window, List<ExportWindow> all) {
        if (window.isWornOut()) {
            replace(reading, window);
            return new Outcome.Worked();
        }
        try {
            return work(reading, window, all);
        } catch (UncheckedIOException disk) {
            Log.errorf(disk, "exported files cannot be kept");
            return new Outcome.Unavailable("exported files cannot be kept on this machine's disk");
        }
    }

    private Outcome work(Reading reading, ExportWindow window, List<ExportWindow> all) {
        return switch (window.state()) {
            case PLANNED -> create(reading, window, all);
            case CREATED -> next(reading, window, () -> enqueued(reading, window));
            case QUEUED, PROCESSING -> next(reading, window, () -> looked(reading, window));
            case COMPLETED -> next(reading, window, () -> ingest.downloaded(reading, window));
            case DOWNLOADED -> ingest.page(reading, window);
            case INGESTED, LOST -> throw new IllegalStateException("a window that is over is not worked on");
        };
    }

    private Outcome next(Reading reading, ExportWindow window, Supplier<ExportWindow> call) {
        try {
            store(reading, call.get());
            return new Outcome.Worked();
        } catch (MarketoFailure failure) {
            return WindowFailures.of(window, failure.error(), limits.now())
                    .map(answer -> answered(reading, answer, failure.error()))
                    .orElseThrow(() -> failure);
        }
    }

    private Outcome answered(Reading reading, WindowFailures.Answer answer, MarketoError error) {
        store(reading, answer.window());
        Optional<Instant> until = error instanceof MarketoError.ExportQuotaUsedUp
                ? Optional.of(QuotaDay.probeAfter(limits.now()))
                : Optional.empty();
        return answer.leave()
                .<Outcome>map(reason -> new Outcome.Unavailable(reason, until))
                .orElseGet(Outcome.Worked::new);
    }

    /** A window that failed too often. What is given up is for somebody to look at. */
    private void replace(Reading reading, ExportWindow window) {
        Instant now = limits.now();
        List<ExportWindow> replacements = window.replacements(now);
        page.commit(reading, List.of(), () -> {
            windows.write(reading.run().id(), replacements);
            for (ExportWindow lost : replacements) {
                if (lost.state() == ExportWindow.State.LOST) {
                    deadLetters.put(RetryWindows.letter(reading.run().id(), lost, now));
                }
            }
        });
    }

    private Outcome create(Reading reading, ExportWindow window, List<ExportWindow> all) {
        Optional<String> exhausted = limits.exhausted();
        if (exhausted.isPresent()) {
            return new Outcome.Unavailable(exhausted.get(), Optional.of(QuotaDay.probeAfter(limits.now())));
        }
        BulkApi bulk = reading.marketo().bulk(reading.lane());
        Optional<String> lost = window.tries().askedAt() == null
                ? Optional.empty()
                : ExportPlan.adopt(window, ExportJobs.waiting(bulk.jobs()), jobIds(all));
        if (lost.isPresent()) {
            store(reading, window.adopted(lost.get(), limits.now()));
            return new Outcome.Worked();
        }
        ExportWindow asking = window.asking(limits.now());
        Reading asked = store(reading, asking);
        try {
            ExportJob job = created(reading, bulk, window.range());
            store(asked, asking.created(job.id(), limits.now()));
            return new Outcome.Worked();
        } catch (MarketoFailure failure) {
            Optional<WindowFailures.Answer> answer = WindowFailures.of(asking, failure.error(), limits.now());
            if (answer.isEmpty()) {
                if (!failure.error().maybeExecuted()) {
                    store(asked, asking.notCreated(limits.now()));
                }
                throw failure;
            }
            return answered(asked, answer.get(), failure.error());
        }
    }

    /** Asks for the fields that are known; if Marketo does not know one of them any more, once again without it. */
    private static ExportJob created(Reading reading, BulkApi bulk, ExportWindow.Range range) {
        LeadsApi leads = reading.leads();
        try {
            return bulk.create(range.from(), range.until(), leads.fields());
        } catch (MarketoFailure failure) {
            if (failure.error() instanceof MarketoError.UnknownField unknown) {
                return bulk.create(range.from(), range.until(), leads.fieldsAfter(unknown));
            }
            throw failure;
        }
    }

    private static Set<String> jobIds(List<ExportWindow> windows) {
        return windows.stream()
                .map(ExportWindow::job)
                .filter(Objects::nonNull)
                .map(ExportWindow.Job::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private ExportWindow enqueued(Reading reading, ExportWindow window) {
        Instant before = limits.now();
        reading.marketo().bulk(reading.lane()).enqueue(ExportJobs.id(window));
        return window.queued(before);
    }

    private ExportWindow looked(Reading reading, ExportWindow window) {
        Instant now = limits.now();
        ExportJob job = reading.marketo().bulk(reading.lane()).status(ExportJobs.id(window));
        return switch (job.state()) {
            case CREATED -> window.notQueued(now);
            case QUEUED -> window.stillWorking(false, now);
            case PROCESSING -> window.stillWorking(true, now);
            case COMPLETED ->
                window.completed(ExportJobs.job(window, job, reading.run().startedAt()), now);
            case CANCELED -> window.failed("somebody cancelled the export", now);
            case FAILED -> window.failed("Marketo could not do the export", now);
        };
    }

    private Reading store(Reading reading, ExportWindow window) {
        return page.commit(reading, List.of(), () -> {
            windows.write(reading.run().id(), List.of(window));
            ExportWindow.Job job = window.job();
            if (window.state() == ExportWindow.State.COMPLETED && job != null) {
                windows.addExport(job, limits.now());
            }
        });
    }
}
