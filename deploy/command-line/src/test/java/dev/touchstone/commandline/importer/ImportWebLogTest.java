package dev.touchstone.commandline.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import of a web log through the public contract, over a real socket. */
final class ImportWebLogTest {
    private static final String LINE =
            "203.0.113.%d - - [17/May/2025:10:%02d:%02d +0200] \"GET /page/%d HTTP/1.1\" 200 5 \"%s\" \"Mozilla/5.0 Firefox\"\n";

    @TempDir
    private Path directory;

    private FakeSuite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new FakeSuite();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void secondImportChangesNothing() throws IOException {
        Path log = Files.writeString(directory.resolve("log"), lines(40));

        assertThat(suite.run("import", "web-log", log.toString())).isZero();
        assertThat(suite.out()).containsPattern("Stored +40").containsPattern("Organic Search +Google +1,234");
        assertThat(suite.run("import", "web-log", log.toString())).isZero();
        assertThat(suite.out()).containsPattern("Stored +0\n").containsPattern("Stored before +40");
        assertThat(suite.events).hasSize(40);
    }

    @Test
    void addressesOfVisitorsAreNotSent() throws IOException {
        Path log = Files.writeString(directory.resolve("log"), lines(5));

        suite.run("import", "web-log", "--site", "https://s.example/", log.toString());

        assertThat(suite.events.values()).hasSize(5).allSatisfy(event -> {
            assertThat(event.toString()).doesNotContain("203.0.113");
            assertThat(event.getVisitorId()).matches("[0-9a-f]{32}");
            assertThat(event.getPageUrl()).startsWith("https://s.example/page/");
            assertThat(event.getReferrerUrl()).isEmpty();
        });
    }

    @Test
    void gzipIsKnownByItsFirstBytesAndSentInMessagesOf500OnStreamsOf10000() throws IOException {
        Path log = directory.resolve("log.txt");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(log))) {
            output.write(lines(10_700).getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(suite.run("import", "web-log", log.toString())).isZero();

        assertThat(suite.streamSizes).containsExactly(10_000, 700);
        assertThat(suite.messageSizes).hasSize(22).allMatch(size -> size <= 500);
        assertThat(suite.err()).contains("100 %");
    }

    @Test
    void brokenStreamIsSentAgain() throws IOException {
        suite.breaks.set(2);
        Path log = Files.writeString(directory.resolve("log"), lines(30));

        assertThat(suite.run("import", "web-log", log.toString())).isZero();
        assertThat(suite.streamSizes).containsExactly(30, 30, 30);
        assertThat(suite.events).hasSize(30);
    }

    @Test
    void badLinesAreCountedAndNamedButNotFatal() throws IOException {
        String tooLong = "x".repeat(LogSource.LONGEST_LINE + 1);
        Path log = Files.writeString(directory.resolve("log"), lines(2) + "garbage\n" + tooLong + "\n" + lines(3));

        assertThat(suite.run("import", "web-log", log.toString())).isZero();
        assertThat(suite.out())
                .containsPattern("Bad lines +2")
                .contains("line 3: no time in brackets")
                .contains("line 4: the line is longer than 64 KB");
    }

    @Test
    void damagedGzipIsToldAfterWhatCouldBeRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream output = new GZIPOutputStream(packed)) {
            output.write(lines(3_000).getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] whole = packed.toByteArray();
        Path log = Files.write(directory.resolve("log.gz"), java.util.Arrays.copyOf(whole, whole.length - 20));

        assertThat(suite.run("import", "web-log", log.toString())).isEqualTo(1);
        assertThat(suite.out()).contains("the log breaks off after line");
    }

    @Test
    void missingFileIsOneSentence() {
        assertThat(suite.run("import", "web-log", "no-such-log")).isEqualTo(1);
        assertThat(suite.err()).isEqualTo("touchstone: there is no file no-such-log\n");
    }

    @Test
    void siteThatIsTheMainReferrerIsHinted() throws IOException {
        Path log = Files.writeString(
                directory.resolve("log"), LINE.formatted(1, 0, 0, 1, "http://www.own.example/a?b") + lines(1));

        suite.run("import", "web-log", log.toString());

        assertThat(suite.out()).contains("More than half of the referrers are www.own.example");
    }

    @Test
    void unpackingAHugeLineKeepsMemoryBounded() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream output = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                output.write(zeros);
            }
            output.write("\nlast\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        try (LogSource source = new LogSource(new ByteArrayInputStream(packed.toByteArray()), 0)) {
            assertThat(source.next()).hasSize(LogSource.LONGEST_LINE);
            assertThat(source.lastWasTooLong()).isTrue();
            assertThat(source.next()).isEqualTo("last");
            assertThat(source.lastWasTooLong()).isFalse();
            assertThat(source.next()).isNull();
        }
    }

    private static String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(LINE.formatted(i % 250, i / 60 % 60, i % 60, i, "-"));
        }
        return text.toString();
    }
}
