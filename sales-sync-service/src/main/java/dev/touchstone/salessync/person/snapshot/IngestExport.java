package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.diagnostic.DeadLetters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over the rows of exported files, some thousand at a time, each page together with the number of rows taken. What a row does not say
 * for sure is read again over REST within the same page.
 */
@ApplicationScoped
class IngestExport {
    private final CommitPage page;
    private final SqlWindowStore windows;
    private final ExportFiles files;
    private final DeadLetters deadLetters;
    private final Doubts doubts;

    IngestExport(CommitPage page, SqlWindowStore windows, ExportFiles files, DeadLetters deadLetters, Doubts doubts) {
        this.page = page;
        this.windows = windows;
        this.files = files;
        this.deadLetters = deadLetters;
        this.doubts = doubts;
    }

    /** Reads again what a file does not say for sure. */
    @Singleton
    static class Doubts {
        private final SqlSeenStore people;
        private final Clock clock;

        Doubts(SqlSeenStore people, Clock clock) {
            this.people = people;
            this.clock = clock;
        }

        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        /** Of these people, whose last name might be lost if the row were believed: those who have one stored. */
        @Transactional
        Set<Long> withLastName(List<Long> ids) {
            return ids.isEmpty() ? Set.of() : Set.copyOf(people.withLastName(ids));
        }

        /** Reads these ids over REST. */
        List<ReadBatch> readAgain(Reading reading, List<Long> ids) {
            List<ReadBatch> batches = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += HighestIdSearch.PLACES) {
                List<Long> some = ids.subList(from, Math.min(ids.size(), from + HighestIdSearch.PLACES));
                batches.add(reading.byIds(some, now()));
            }
            return batches;
        }
    }

    /** Fetches the file, going on from what is there of it. */
    ExportWindow downloaded(Reading reading, ExportWindow window) {
        ExportWindow.Job job = Objects.requireNonNull(window.job());
        reading.marketo().bulk(reading.lane()).download(ExportJobs.complete(job), files.path(job));
        return window.downloaded(doubts.now());
    }

    /** Takes over the next page of rows. */
    Outcome page(Reading reading, ExportWindow window) {
        ExportWindow.Job job = Objects.requireNonNull(window.job());
        try {
            Optional<ExportRows> rows = files.open(window, reading.leads().fields());
            if (rows.isPresent()) {
                take(reading, window, rows.get());
            } else {
                commit(reading, List.of(), window.fileGone(doubts.now()), job);
            }
        } catch (ExportRows.Unreadable unreadable) {
            commit(reading, List.of(), window.failed(String.valueOf(unreadable.getMessage()), doubts.now()), job);
        }
        return new Outcome.Worked();
    }

    private void take(Reading reading, ExportWindow window, ExportRows rows) {
        RowPage read = RowPage.read(rows, files.rowsPerPage());
        ExportWindow.Job job = Objects.requireNonNull(window.job());
        if (job.adopted() && !read.isAllOf(window)) {
            throw new ExportRows.Unreadable("the export that was found is another one's");
        }
        List<Long> again = new ArrayList<>(doubts.withLastName(read.doubtful()));
        again.addAll(read.torn());
        List<ReadBatch> batches = new ArrayList<>();
        batches.add(new ReadBatch(read.without(new HashSet<>(again)), Objects.requireNonNull(job.startedAt())));
        batches.addAll(doubts.readAgain(reading, again));
        ExportWindow after = window.rowsTaken(rows.taken());
        if (read.isLast()) {
            after = rows.isComplete(job)
                    ? after.ingested(doubts.now())
                    : window.failed(
                            "the file holds %d people, not the %d that Marketo says"
                                    .formatted(rows.taken(), job.records()),
                            doubts.now());
        }
        commit(reading, batches, after, job);
    }

    private void commit(Reading reading, List<ReadBatch> batches, ExportWindow window, ExportWindow.Job job) {
        try {
            page.commit(reading, batches, () -> {
                windows.write(reading.run().id(), List.of(window));
                if (window.state() == ExportWindow.State.INGESTED) {
                    deadLetters.settle(
                            RetryWindows.KIND,
                            List.of(RetryWindows.key(reading.run().id(), window.range())));
                }
            });
        } catch (RuntimeException notCommitted) {
            // The rows in hand are lost with it; the next step opens the file again and passes over those that were
            // stored.
            files.close();
            throw notCommitted;
        }
        if (window.state() != ExportWindow.State.DOWNLOADED) {
            files.delete(job);
        }
    }
}
