package dev.touchstone.salessync.person.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** W1: one export job per window of the creation time. Each step is one call, or one page of rows of a file that is there. */
@ApplicationScoped
class BulkExtract implements Way {
    private final CommitPage page;
    private final SqlWindowStore windows;
    private final WorkWindow work;
    private final SnapshotPolicy policy;
    private final Clock clock;

    BulkExtract(CommitPage page, SqlWindowStore windows, WorkWindow work, SnapshotPolicy policy, Clock clock) {
        this.page = page;
        this.windows = windows;
        this.work = work;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public SnapshotWay name() {
        return SnapshotWay.BULK_EXTRACT;
    }

    @Override
    public Outcome step(Reading reading) {
        List<ExportWindow> all = windows.list(reading.run().id());
        if (all.isEmpty()) {
            plan(reading);
            return new Outcome.Worked();
        }
        if (ExportPlan.isHopeless(all, ranges(reading).size())) {
            // Should the way be tried again, it begins anew.
            page.commit(reading, List.of(), () -> windows.drop(reading.run().id()));
            return new Outcome.Unavailable("%d exports in a row came to nothing".formatted(ExportPlan.HOPELESS));
        }
        return work(reading, all);
    }

    /** Windows of a run that is over, which had been given up and are to be read after all. */
    Outcome leftOver(Reading reading) {
        return work(reading, windows.list(reading.run().id()));
    }

    private Outcome work(Reading reading, List<ExportWindow> all) {
        Optional<ExportWindow> next = ExportPlan.next(all, clock.instant());
        if (next.isPresent()) {
            return work.step(reading, next.get(), all);
        }
        return ExportPlan.nextDue(all).<Outcome>map(Outcome.Waiting::new).orElseGet(Outcome.Exhausted::new);
    }

    private void plan(Reading reading) {
        Instant now = clock.instant();
        List<ExportWindow> planned = ranges(reading).stream()
                .map(range -> ExportWindow.planned(range, now))
                .toList();
        page.commit(reading, List.of(), () -> windows.write(reading.run().id(), planned));
    }

    private List<ExportWindow.Range> ranges(Reading reading) {
        return ExportPlan.windows(policy.createdFrom(), reading.run().startedAt());
    }
}
