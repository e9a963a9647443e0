package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.salesforce.SalesforceObject;
import dev.touchstone.commandline.terminal.ProgressLine;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.GetCrmCursorRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Imports data exports of Salesforce: looks through each file, sends it, and waits until all is derived. Used once. */
public final class ImportSalesforce {
    private static final int ROWS_BETWEEN_PROGRESS = 500;

    private final Services services;
    private final Terminal terminal;
    private final Settings settings;
    private final List<Path> unknown = new ArrayList<>();
    private final List<SalesforceImport.File> done = new ArrayList<>();
    private final long startedAt = System.nanoTime();

    public ImportSalesforce(Services services, Terminal terminal, Settings settings) {
        this.services = services;
        this.terminal = terminal;
        this.settings = settings;
    }

    /**
     * How to import.
     *
     * @param object what all files hold; null to see it from each
     * @param map which field a column is, by the column's name
     * @param zone of times that do not say
     * @param charset of the files
     * @param batchSize records in a batch
     * @param fromStart whether to send what a cursor says was sent
     * @param refused where to write refused rows; null for nowhere
     * @param dryRun whether to send nothing
     */
    public record Settings(
            @Nullable SalesforceObject object,
            Map<String, String> map,
            ZoneId zone,
            Charset charset,
            int batchSize,
            boolean fromStart,
            @Nullable Path refused,
            boolean dryRun) {
        public Settings {
            // In one order on every run: the digest of a file holds it.
            map = Collections.unmodifiableMap(new TreeMap<>(map));
        }
    }

    /**
     * Imports files, and the CSV files of folders.
     *
     * @throws CommandFailed if there is nothing to import, a file cannot be read, or touchpoint-service does not take it
     */
    public SalesforceImport run(List<Path> paths) {
        List<ExportFile> files = survey(paths);
        Map<ExportFile, Long> skipped = new LinkedHashMap<>();
        files.forEach(file -> skipped.put(file, skipped(file)));
        boolean resumes = skipped.values().stream().anyMatch(rows -> rows > 0);
        try (RefusedRows refusedRows = new RefusedRows(settings.refused(), resumes)) {
            skipped.forEach((file, rows) -> importFile(file, rows, refusedRows));
            if (!settings.dryRun()) {
                Settling.await(services, terminal);
            }
            return new SalesforceImport(
                    done,
                    unknown.stream().map(Path::toString).toList(),
                    refusedRows.counts(),
                    settings.dryRun(),
                    Duration.ofNanos(System.nanoTime() - startedAt));
        }
    }

    private List<ExportFile> survey(List<Path> paths) {
        List<ExportFile> files = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(terminal)) {
            for (Path path : csvFiles(paths)) {
                progress.show("looking through " + path.getFileName());
                Optional<ExportFile> file = ExportFile.survey(path, settings);
                file.ifPresentOrElse(files::add, () -> unknown.add(path));
            }
        }
        for (Path path : paths) {
            if (unknown.contains(path)) {
                throw new CommandFailed(
                        path + ": neither its name nor its ids tell what it holds; name it with --object");
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailed("there is no export of Salesforce to import");
        }
        checkMap(files);
        files.sort(Comparator.comparing(file -> file.columns().object()));
        return files;
    }

    /** A column that no file has is a slip of the pen. */
    private void checkMap(List<ExportFile> files) {
        for (String column : settings.map().keySet()) {
            if (files.stream().noneMatch(file -> file.columns().has(column))) {
                throw new CommandFailed("--map: no file has a column '" + column + "'");
            }
        }
    }

    private static Set<Path> csvFiles(List<Path> paths) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> children = Files.list(path)) {
                    children.filter(child ->
                                    child.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
                            .sorted()
                            .forEach(files::add);
                } catch (IOException e) {
                    throw new CommandFailed(path + " cannot be read: " + e.getMessage());
                }
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new CommandFailed("there is no file " + path);
            }
        }
        return files;
    }

    /** How many rows an earlier import had sent. */
    private long skipped(ExportFile file) {
        return settings.dryRun() || settings.fromStart() ? 0 : file.rowsDone(cursor(file));
    }

    private void importFile(ExportFile file, long skipped, RefusedRows refusedRows) {
        ExportRows rows = new ExportRows(file, settings.zone());
        CrmBatches batches = new CrmBatches(services, file, settings.batchSize(), refusedRows);
        long refused = 0;
        try (ProgressLine progress = new ProgressLine(terminal);
                CsvFile csv = CsvFile.open(file.path(), settings.charset())) {
            while (csv.hasNext()) {
                List<String> cells = csv.next();
                if (csv.rows() <= skipped) {
                    continue;
                }
                RefusedRows.Place place = new RefusedRows.Place(file.name(), csv.rows(), csv.line());
                Optional<CrmRecord> record = rows.read(cells);
                if (record.isEmpty()) {
                    refused++;
                    rows.problems().forEach(problem -> refusedRows.add(place, problem));
                } else if (!settings.dryRun()) {
                    batches.add(record.get(), place);
                }
                if (csv.rows() % ROWS_BETWEEN_PROGRESS == 0) {
                    progress.show(progress(file, csv.rows()));
                }
            }
            batches.finish();
            progress.show(progress(file, csv.rows()));
        }
        done.add(new SalesforceImport.File(
                file, skipped, batches.stored(), batches.unchanged(), refused + batches.refused(), rows.leftOut()));
    }

    /** Where an earlier import of a file of this name stopped; empty if there was none. */
    private String cursor(ExportFile file) {
        return services.call(Remote.TOUCHPOINT, channel -> cursor(channel, file.source()));
    }

    private static String cursor(Channel channel, String source) {
        try {
            return CrmRecordServiceGrpc.newBlockingStub(channel)
                    .getCrmCursor(
                            GetCrmCursorRequest.newBuilder().setSource(source).build())
                    .getCursor();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return "";
            }
            throw e;
        }
    }

    private String progress(ExportFile file, long rows) {
        double seconds = Math.max(1, System.nanoTime() - startedAt) / 1e9;
        return "%s %s  %s of %s, %s"
                .formatted(
                        ProgressLine.bar(rows, file.rows()),
                        file.name(),
                        Words.number(rows),
                        Words.count(file.rows(), "row"),
                        Words.number(Math.round(rows / seconds)) + " rows/s");
    }
}
