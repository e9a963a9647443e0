package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.salessync.marketo.ExportJob.ExportFile;
import dev.touchstone.salessync.marketo.ExportJob.State;
import dev.touchstone.salessync.marketo.ScriptedMarketo.Reply;
import dev.touchstone.salessync.marketo.ScriptedMarketo.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk exports over HTTP: states, the three causes of 1029, and files that are cut. */
class BulkApiTest {
    private static final String EXPORT = "/bulk/v1/leads/export";
    private static final String FILE = EXPORT + "/job-1/file.json";
    private static final int SIZE = 10_000_000;
    private static final byte[] CONTENT = content();

    @TempDir
    Path folder;

    private ScriptedMarketo marketo;
    private BulkApi bulk;

    @BeforeEach
    void start() throws IOException {
        marketo = new ScriptedMarketo();
        bulk = marketo.open().bulk(Lane.SNAPSHOT);
    }

    @AfterEach
    void stop() {
        marketo.close();
    }

    private static byte[] content() {
        byte[] bytes = new byte[SIZE];
        new Random(36).nextBytes(bytes);
        return bytes;
    }

    private static ExportJob complete(byte[] content) throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new ExportJob(
                "job-1",
                State.COMPLETED,
                Instant.EPOCH,
                Instant.EPOCH,
                new ExportFile(1, OptionalLong.of(SIZE), Optional.of(sum)));
    }

    private static Reply rest(int fromByte) {
        return Reply.file(206, Arrays.copyOfRange(CONTENT, fromByte, SIZE))
                .with("Content-Range", "bytes " + fromByte + "-" + (SIZE - 1) + "/" + SIZE);
    }

    private static String job(String status) {
        return "{\"success\":true,\"result\":[{\"exportId\":\"job-1\",\"status\":\"" + status
                + "\",\"startedAt\":\"2026-07-15T09:00:00Z\",\"numberOfRecords\":2,\"fileSize\":77,"
                + "\"fileChecksum\":\"sha256:AB12\"}]}";
    }

    private static String error(String code, String message) {
        return "{\"success\":false,\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}";
    }

    @Test
    void anExportIsCreatedForAWindowWithTheInstancesFields() {
        marketo.answer(EXPORT + "/create.json", Reply.json(job("Created")));
        InstanceFields fields = new InstanceFields(Map.of(LeadField.ID, "id", LeadField.EMAIL, "email"));

        ExportJob job =
                bulk.create(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"), fields);
        assertThat(job.state()).isEqualTo(State.CREATED);
        assertThat(marketo.seen())
                .containsExactly(new Seen(
                        "POST",
                        EXPORT + "/create.json",
                        "null",
                        "null",
                        "{\"fields\":[\"email\",\"id\"],\"format\":\"CSV\",\"filter\":{\"createdAt\":"
                                + "{\"startAt\":\"2026-06-01T00:00:00Z\",\"endAt\":\"2026-06-30T23:59:59Z\"}}}"));
        assertThatThrownBy(() -> bulk.create(
                        Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-03T00:00:00Z"), fields))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** AC-34: both spellings. A client that waited for a third waited for ever. */
    @ParameterizedTest
    @CsvSource({
        "Created, CREATED, false",
        "Queued, QUEUED, false",
        "Processing, PROCESSING, false",
        "Canceled, CANCELED, true",
        "Cancelled, CANCELED, true",
        "Completed, COMPLETED, true",
        "Failed, FAILED, true"
    })
    void everyStateIsKnownInEverySpelling(String status, State state, boolean over) {
        marketo.answer(EXPORT + "/job-1/status.json", Reply.json(job(status)));
        ExportJob job = bulk.status("job-1");
        assertThat(job.state()).isEqualTo(state);
        assertThat(job.state().isOver()).isEqualTo(over);
        assertThat(job.startedAt()).isEqualTo("2026-07-15T09:00:00Z");
        assertThat(job.file())
                .isEqualTo(
                        state == State.COMPLETED ? new ExportFile(2, OptionalLong.of(77), Optional.of("ab12")) : null);
    }

    /** AC-32: the job is in the queue, and no second one is made. */
    @Test
    void aJobThatIsQueuedAlreadyIsQueued() {
        marketo.answer(EXPORT + "/job-1/enqueue.json", Reply.json(error("1029", "Job already queued")));
        assertThat(bulk.enqueue("job-1").state()).isEqualTo(State.QUEUED);
        assertThat(marketo.seen()).hasSize(1);
    }

    /** AC-33. */
    @ParameterizedTest
    @CsvSource({"Export daily quota exceeded, ExportQuotaUsedUp", "Too many jobs in queue, ExportQueueFull"})
    void aFullQueueAndAUsedUpQuotaAreTwoThings(String message, String expected) {
        marketo.answer(EXPORT + "/create.json", Reply.json(error("1029", message)));
        MarketoFailure failure = catchThrowableOfType(
                MarketoFailure.class,
                () -> bulk.create(
                        Instant.EPOCH, Instant.EPOCH.plusSeconds(60), new InstanceFields(Map.of(LeadField.ID, "id"))));
        assertThat(failure.error().getClass().getSimpleName()).isEqualTo(expected);
    }

    /** AC-36, F11: the second request goes on at the byte that was received, and the sum matches. */
    @Test
    void aFileThatIsCutIsTakenUpWhereItBroke() throws Exception {
        marketo.answer(FILE, Reply.file(200, CONTENT).cutAfter(4_000_000), rest(4_000_000));
        Path target = folder.resolve("export.csv");

        bulk.download(complete(CONTENT), target);
        assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
        assertThat(marketo.seen()).map(Seen::range).containsExactly("null", "bytes=4000000-");
    }

    /** After a kill, what is on the disk is not fetched again. */
    @Test
    void aBeginningThatIsThereIsKept() throws Exception {
        Path target = folder.resolve("export.csv");
        Files.write(target, Arrays.copyOf(CONTENT, 9_999_000));
        marketo.answer(FILE, rest(9_999_000));

        bulk.download(complete(CONTENT), target);
        bulk.download(complete(CONTENT), target);
        assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
        assertThat(marketo.seen()).map(Seen::range).containsExactly("bytes=9999000-");
    }

    @Test
    void aServerThatDoesNotDoRangesIsReadFromItsStartButNothingIsDoubled() throws Exception {
        Path target = folder.resolve("export.csv");
        Files.write(target, Arrays.copyOf(CONTENT, 5_000_001));
        marketo.answer(FILE, Reply.file(200, CONTENT));

        bulk.download(complete(CONTENT), target);
        assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
    }

    /** F12: everything of the file is discarded. */
    @Test
    void aFileWithAnotherChecksumIsThrownAway() throws Exception {
        marketo.answer(FILE, Reply.file(200, CONTENT));
        Path target = folder.resolve("export.csv");
        byte[] other = CONTENT.clone();
        other[SIZE / 2]++;

        ExportJob job = complete(other);
        MarketoFailure failure = catchThrowableOfType(MarketoFailure.class, () -> bulk.download(job, target));
        assertThat(failure.error()).isEqualTo(new MarketoError.WrongChecksum());
        assertThat(target).doesNotExist();
    }

    /** Attempts that bring nothing are not repeated here: the caller waits before the next. */
    @Test
    void aConnectionThatBringsNothingEndsTheCall() throws Exception {
        marketo.answer(
                FILE,
                Reply.file(200, CONTENT).cutAfter(1_000),
                Reply.file(200, CONTENT).cutAfter(0));
        Path target = folder.resolve("export.csv");
        ExportJob job = complete(CONTENT);

        MarketoFailure failure = catchThrowableOfType(MarketoFailure.class, () -> bulk.download(job, target));
        assertThat(failure.error()).isInstanceOf(MarketoError.Unreachable.class);
        assertThat(Files.size(target)).isEqualTo(1_000);
        assertThat(marketo.seen()).hasSize(2);
    }

    /** The file of a complete job appears a little later; errors come as JSON instead of it. */
    @Test
    void whatIsNoFileStaysOutOfTheFile() throws Exception {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        marketo.answer(
                FILE,
                Reply.file(404, "not yet".getBytes()),
                Reply.json(error("603", "Access denied")),
                Reply.file(200, "<html>".getBytes()).with("Content-Type", "text/html"));
        assertThat(errorOfFile(sink)).isEqualTo(new MarketoError.FileNotThere());
        assertThat(errorOfFile(sink)).isEqualTo(new MarketoError.Refused("603", "Read-Only Lead"));
        assertThat(errorOfFile(sink)).isInstanceOf(MarketoError.Unreachable.class);
        assertThat(sink.size()).isZero();
    }

    private MarketoError errorOfFile(OutputStream sink) {
        return catchThrowableOfType(MarketoFailure.class, () -> bulk.file("job-1", 0, sink))
                .error();
    }

    @Test
    void aFullDiskIsNoFaultOfMarketos() {
        marketo.answer(FILE, Reply.file(200, CONTENT));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> bulk.file("job-1", 0, full)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void allJobsAreListedOverPages() {
        marketo.answer(
                EXPORT + ".json",
                Reply.json(job("Queued").replace("]}", "],\"nextPageToken\":\"p2\"}")),
                Reply.json(job("Failed")),
                Reply.json("{\"success\":true}"));
        assertThat(bulk.jobs()).map(ExportJob::state).containsExactly(State.QUEUED, State.FAILED);
        assertThat(bulk.jobs()).isEmpty();
        assertThat(marketo.seen().get(1).query()).contains("nextPageToken=p2");
    }

    @Test
    void aTransferThatStandsStillIsGivenUp() {
        BulkApi impatient = marketo.open(Duration.ofMillis(300)).bulk(Lane.SNAPSHOT);
        marketo.answer(FILE, Reply.file(200, CONTENT).stallAfter(1_000));
        MarketoFailure failure = catchThrowableOfType(
                MarketoFailure.class, () -> impatient.file("job-1", 0, OutputStream.nullOutputStream()));
        assertThat(failure.error()).isEqualTo(MarketoError.Unreachable.read("the file stands still"));
    }

    @Test
    void anIdThatIsNoneNeverBecomesAPath() {
        for (String id : List.of("", "../x", "a/b", "a b")) {
            assertThatThrownBy(() -> bulk.status(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
