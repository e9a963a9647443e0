package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.bulk.IngestRows.Operation;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.WriteError;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A job that writes. Two hundred rows are one transaction; a row that fails leaves the others. */
final class IngestJob extends Job {
    private static final int CHUNK = 200;

    private final Organisation org;
    private final BulkPlan plan;
    private final Target target;
    private final AtomicInteger processed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private byte @Nullable [] data;
    private volatile @Nullable Results results;

    /**
     * What is written, and how.
     *
     * @param type the type of records
     * @param operation what is done
     * @param key the field by which an upsert finds records; empty for other operations
     */
    record Target(ObjectType type, Operation operation, String key) {}

    /** The three files of a job. */
    record Results(ResultFile successful, ResultFile failed, ResultFile unprocessed) implements AutoCloseable {
        static Results of(CsvFormat format, List<String> columns) {
            return new Results(
                    new ResultFile(format, with(columns, "sf__Id", "sf__Created")),
                    new ResultFile(format, with(columns, "sf__Id", "sf__Error")),
                    new ResultFile(format, columns));
        }

        @Override
        public void close() {
            successful.close();
            failed.close();
            unprocessed.close();
        }

        void delete() {
            successful.delete();
            failed.delete();
            unprocessed.delete();
        }
    }

    IngestJob(long number, Request request, Target target, Organisation org, BulkPlan plan, Instant now) {
        super(number, request, State.OPEN, now);
        this.target = target;
        this.org = org;
        this.plan = plan;
    }

    /** Takes the file; a job has only one. */
    void upload(byte[] file) {
        data = file;
    }

    boolean hasData() {
        return data != null;
    }

    /** Its files; empty if it never came to its rows. */
    Optional<Results> results() {
        return Optional.ofNullable(results);
    }

    @Override
    void run() throws JobFailure {
        byte[] file = data;
        try (InputStreamReader text = new InputStreamReader(
                new ByteArrayInputStream(file == null ? new byte[0] : file), StandardCharsets.UTF_8)) {
            CsvReader csv = new CsvReader(text, format.delimiter());
            List<String> columns =
                    csv.next().orElseThrow(() -> new JobFailure("InvalidBatch : The file has no header"));
            if (csv.endedWithCr() == format.lineEnding().equals("LF")) {
                throw new JobFailure(
                        "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                                + format.lineEnding());
            }
            IngestRows rows = new IngestRows(target.type(), target.operation(), target.key(), columns);
            rows.check();
            try (Results files = Results.of(format, columns)) {
                results = files;
                write(csv, rows, files);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("an uploaded file cannot be read from memory", impossible);
        }
    }

    private void write(CsvReader csv, IngestRows rows, Results files) throws IOException, JobFailure {
        int stop = plan.nextStop();
        int taken = 0;
        List<List<String>> chunk = new ArrayList<>(CHUNK);
        for (Optional<List<String>> row = csv.next(); row.isPresent(); row = csv.next()) {
            List<String> values = rows.fill(row.get());
            if (stopped.get() || taken == stop) {
                files.unprocessed().add(values);
                continue;
            }
            taken++;
            chunk.add(values);
            if (chunk.size() == CHUNK || taken == stop) {
                write(chunk, rows, files);
            }
        }
        write(chunk, rows, files);
        if (taken == stop) {
            throw new JobFailure("TooManyFailures : The job was stopped after " + taken + " rows");
        }
    }

    private void write(List<List<String>> chunk, IngestRows rows, Results files) {
        if (chunk.isEmpty()) {
            return;
        }
        List<Write> writes = chunk.stream().map(rows::write).toList();
        List<WriteResult> done = org.write(owner, writes, false);
        for (int i = 0; i < chunk.size(); i++) {
            List<String> values = chunk.get(i);
            switch (done.get(i)) {
                case WriteResult.Done result ->
                    files.successful().add(with(values, result.id(), Boolean.toString(result.created())));
                case WriteResult.Failed result -> fail(values, text(result.error()), files);
                case WriteResult.Several result ->
                    fail(
                            values,
                            "DUPLICATE_EXTERNAL_ID:More than one record found for external id: " + result.ids() + ":--",
                            files);
            }
        }
        processed.addAndGet(chunk.size());
        chunk.clear();
    }

    private void fail(List<String> values, String error, Results files) {
        failed.incrementAndGet();
        files.failed().add(with(values, "", error));
    }

    private static String text(WriteError error) {
        return error.statusCode() + ":" + error.message() + ":" + String.join(", ", error.fields()) + "--";
    }

    private static List<String> with(List<String> values, String first, String second) {
        List<String> all = new ArrayList<>(values.size() + 2);
        all.add(first);
        all.add(second);
        all.addAll(values);
        return all;
    }

    @Override
    void discard() {
        data = null;
        results().ifPresent(Results::delete);
    }

    @Override
    void describe(Map<String, Object> json) {
        json.put("operation", target.operation().text());
        json.put("object", target.type().name());
        json.put("jobType", "V2Ingest");
        json.put("numberRecordsProcessed", processed.get());
        json.put("numberRecordsFailed", failed.get());
        if (!target.key().isEmpty()) {
            json.put("externalIdFieldName", target.key());
        }
        if (state == State.OPEN) {
            json.put("contentUrl", "services/data/v" + version + "/jobs/ingest/" + id + "/batches");
        }
    }
}
