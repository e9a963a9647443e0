package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.ExportJob;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Translates Marketo's jobs into those of a window and back. */
final class ExportJobs {
    private ExportJobs() {}

    /** The id of a window's job. */
    static String id(ExportWindow window) {
        return Objects.requireNonNull(window.job(), "a window in this state has a job")
                .id();
    }

    /**
     * A completed job. Its rows count as read when the job was last seen to wait: by our clock, which tells the time of everything else that
     * is read. Marketo's own word counts only if it is earlier, since its clock may be ahead of ours.
     *
     * @param earliest stands in for the time of the rows, should it not be known
     */
    static ExportWindow.Job job(ExportWindow window, ExportJob done, Instant earliest) {
        ExportJob.@Nullable ExportFile file = done.file();
        @Nullable Instant told = done.startedAt();
        @Nullable Instant waiting = Objects.requireNonNull(window.job()).startedAt();
        Instant ours = waiting == null ? earliest : waiting;
        return new ExportWindow.Job(
                done.id(),
                told != null && told.isBefore(ours) ? told : ours,
                file == null ? 0 : file.bytes().orElse(0),
                file == null ? null : file.sha256().orElse(null),
                file == null ? -1 : file.rows(),
                Objects.requireNonNull(window.job()).adopted());
    }

    /** The job of a window as the client needs it for the download. */
    static ExportJob complete(ExportWindow.Job job) {
        OptionalLong bytes = job.fileSize() > 0 ? OptionalLong.of(job.fileSize()) : OptionalLong.empty();
        return new ExportJob(
                job.id(),
                ExportJob.State.COMPLETED,
                null,
                job.startedAt(),
                new ExportJob.ExportFile(job.records(), bytes, Optional.ofNullable(job.checksum())));
    }

    /** Those that wait to be put into the queue. */
    static List<ExportPlan.ListedJob> waiting(List<ExportJob> jobs) {
        return jobs.stream()
                .filter(job -> job.state() == ExportJob.State.CREATED)
                .map(job ->
                        new ExportPlan.ListedJob(job.id(), Objects.requireNonNullElse(job.createdAt(), Instant.MIN)))
                .toList();
    }
}
