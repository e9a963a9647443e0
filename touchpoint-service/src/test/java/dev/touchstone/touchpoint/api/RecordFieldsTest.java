package dev.touchstone.touchpoint.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.session.Garbage;
import dev.touchstone.touchpoint.session.PageUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFieldsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final FieldViolations violations = new FieldViolations();
    private final RecordFields fields = new RecordFields(violations, NOW);

    @ParameterizedTest
    @ValueSource(strings = {"a", "!", "~", "v_123", "00Q5g00000AbCdEEAV", "{\"a\":1}"})
    void takesIdsOfVisibleAscii(String id) {
        assertThat(fields.id("path", id)).contains(id);
        assertThat(violations.isEmpty()).isTrue();
    }

    static Stream<Arguments> badIds() {
        return Stream.of(
                Arguments.of("", "FIELD_REQUIRED"),
                Arguments.of("a".repeat(65), "FIELD_TOO_LONG"),
                Arguments.of("a\0b", "INVALID_TEXT"),
                Arguments.of(" a", "INVALID_ID"),
                Arguments.of("a b", "INVALID_ID"),
                Arguments.of("a\n", "INVALID_ID"),
                Arguments.of("a\u007F", "INVALID_ID"),
                Arguments.of("ä", "INVALID_ID"),
                Arguments.of("😀", "INVALID_ID"));
    }

    @ParameterizedTest
    @MethodSource("badIds")
    void refusesOtherIds(String id, String reason) {
        assertThat(fields.id("path", id)).isEmpty();
        assertViolation("path", reason);
    }

    @Test
    void anIdHasAtMost64Characters() {
        assertThat(fields.id("path", "a".repeat(64))).isPresent();
    }

    @Test
    void takesUuidsInAnyCase() {
        UUID uuid = UUID.fromString("1ab9d065-d81a-850b-9cf1-2d0386996dc0");

        assertThat(fields.uuid("path", uuid.toString())).contains(uuid);
        assertThat(fields.uuid("path", "1AB9D065-D81A-850B-9CF1-2D0386996DC0")).contains(uuid);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                    FIELD_REQUIRED",
        "1ab9d065-d81a-850b-9cf1-2d0386996dc01, FIELD_TOO_LONG",
        "1ab9d065d81a850b9cf12d0386996dc0,      INVALID_ID",
        "1-1-1-1-1,                             INVALID_ID",
        "1ab9d065-d81a-850b-9cf1-2d0386996dc,   INVALID_ID",
        "0001ab9d065-d81a-850b-9cf1-2d0386996,  INVALID_ID",
        "1ab9d065-d81a-850b-9cf1-2d0386996dcg,  INVALID_ID",
        "me,                                    INVALID_ID"
    })
    void refusesOtherUuids(String text, String reason) {
        assertThat(fields.uuid("path", text)).isEmpty();
        assertViolation("path", reason);
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z,           2000-01-01T00:00:00Z",
        "2026-03-02T09:59:59.123456789Z, 2026-03-02T09:59:59.123456Z",
        "2026-03-03T10:00:00Z,           2026-03-03T10:00:00Z",
        "2026-03-03T10:00:00.000000999Z, 2026-03-03T10:00:00Z"
    })
    void takesTimesToTheMicrosecond(Instant sent, Instant taken) {
        assertThat(fields.time("path", true, ProtoTime.timestamp(sent))).contains(taken);
        assertThat(violations.isEmpty()).isTrue();
    }

    static Stream<Arguments> badTimes() {
        return Stream.of(
                Arguments.of("1999", ProtoTime.timestamp(Instant.parse("1999-12-31T23:59:59.999999999Z"))),
                Arguments.of("zero", Timestamp.getDefaultInstance()),
                Arguments.of("25 hours ahead", ProtoTime.timestamp(NOW.plusSeconds(25 * 3_600))),
                Arguments.of(
                        "a microsecond too far",
                        ProtoTime.timestamp(NOW.plusSeconds(86_400).plusNanos(1_000))),
                Arguments.of("negative nanos", timestamp(NOW.getEpochSecond(), -1)),
                Arguments.of("a second of nanos", timestamp(NOW.getEpochSecond(), 1_000_000_000)),
                Arguments.of("before the year 1", timestamp(-62_135_596_801L, 0)),
                Arguments.of("year 10000", timestamp(253_402_300_800L, 0)),
                Arguments.of("least", timestamp(Long.MIN_VALUE, Integer.MIN_VALUE)),
                Arguments.of("greatest", timestamp(Long.MAX_VALUE, Integer.MAX_VALUE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTimes")
    void refusesOtherTimes(String sentence, Timestamp sent) {
        assertThat(fields.time("path", true, sent)).as(sentence).isEmpty();
        assertViolation("path", "TIME_OUT_OF_RANGE");
    }

    @Test
    void aTimeIsRequired() {
        assertThat(fields.time("path", false, Timestamp.getDefaultInstance())).isEmpty();
        assertViolation("path", "FIELD_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.com/a b|c, ''",
        "http://ACME.com,        ''",
        "'',                     FIELD_REQUIRED",
        "acme.com,               INVALID_URL",
        "android-app://com.a,    INVALID_URL",
        "https://,               INVALID_URL"
    })
    void aPageIsOnTheWeb(String text, String reason) {
        Optional<PageUrl> url = fields.pageUrl("path", text);

        assertThat(url.map(PageUrl::raw)).isEqualTo(reason.isEmpty() ? Optional.of(text) : Optional.empty());
        assertViolations("path", reason);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                         ''",
        "https://google.com/,        ''",
        "android-app://com.slack,    ''",
        "about:blank,                INVALID_URL",
        "google.com,                 INVALID_URL"
    })
    void aReferrerIsAnyAddressOrNone(String text, String reason) {
        Optional<PageUrl> url = fields.referrerUrl("path", text);

        assertThat(url.map(PageUrl::raw))
                .isEqualTo(reason.isEmpty() && !text.isEmpty() ? Optional.of(text) : Optional.empty());
        assertViolations("path", reason);
    }

    @Test
    void anAddressOfAPageHasAtMost2048Characters() {
        String longest = "https://acme.com/" + "a".repeat(2_048 - 17);

        assertThat(fields.pageUrl("page", longest)).isPresent();
        assertThat(fields.referrerUrl("referrer", longest)).isPresent();
        assertThat(fields.pageUrl("page", longest + "a")).isEmpty();
        assertThat(fields.referrerUrl("referrer", longest + "a")).isEmpty();
        assertThat(violations.list())
                .extracting(FieldViolation::getField, FieldViolation::getReason)
                .containsExactly(tuple("page", "FIELD_TOO_LONG"), tuple("referrer", "FIELD_TOO_LONG"));
    }

    @ParameterizedTest
    @CsvSource({
        "jane@acme.com,                  jane@acme.com",
        "Jane.Doe+News@Mail.ACME.co.uk,  jane.doe+news@mail.acme.co.uk",
        "o'brien@acme.com,               o'brien@acme.com",
        "a/b=c!d#e$f%g&h*i?j^k`l{m|n}~@a.bc, a/b=c!d#e$f%g&h*i?j^k`l{m|n}~@a.bc",
        "übung@bücher.de,                übung@bücher.de",
        "a@xn--bcher-kva.de,             a@xn--bcher-kva.de",
        "a@1.2,                          a@1.2"
    })
    void takesEmailAddressesInLowerCase(String text, String email) {
        assertThat(fields.email("path", text)).contains(email);
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane",
                "@",
                "@acme.com",
                "jane@",
                "jane@acme",
                "jane@.com",
                "jane@acme.",
                "jane@acme..com",
                "jane@-acme.com",
                "jane@ac_me.com",
                "jane@acme.com.",
                "jane@@acme.com",
                "ja@ne@acme.com",
                " jane@acme.com",
                "jane@acme.com ",
                "ja ne@acme.com",
                "ja\tne@acme.com",
                "ja\u00A0ne@acme.com",
                "ja\u2028ne@acme.com",
                "ja\u0085ne@acme.com",
                "jane@acme.com\n",
                "<jane@acme.com>",
                "Jane <jane@acme.com>",
                "\"jane\"@acme.com",
                "jane(work)@acme.com",
                "jane,bob@acme.com",
                "jane;bob@acme.com",
                "jane:x@acme.com",
                "ja\\ne@acme.com",
                "jane@[192.0.2.7]",
                "ja\u007Fne@acme.com",
                "jane@acme.com?subject=x",
                "mailto:jane@acme.com"
            })
    void refusesWhatIsNoEmailAddress(String text) {
        assertThat(fields.email("path", text)).isEmpty();
        assertViolation("path", "INVALID_EMAIL");
    }

    @Test
    void partsOfAnEmailAddressHaveLimits() {
        String longest = "a".repeat(64) + "@" + "b".repeat(185) + ".com";

        assertThat(longest).hasSize(254);
        assertThat(fields.email("fits", longest)).contains(longest);
        assertThat(fields.email("long", longest + "m")).isEmpty();
        assertThat(fields.email("name", "a".repeat(65) + "@b.com")).isEmpty();
        assertThat(fields.email("nul", "a\0@b.com")).isEmpty();
        assertThat(fields.email("none", "")).isEmpty();
        assertThat(violations.list())
                .extracting(FieldViolation::getField, FieldViolation::getReason)
                .containsExactly(
                        tuple("long", "FIELD_TOO_LONG"), tuple("name", "INVALID_EMAIL"), tuple("nul", "INVALID_TEXT"));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    /** Nothing throws; either there is a value or exactly one violation; and what was taken would be taken again. */
    @ParameterizedTest
    @MethodSource("seeds")
    void garbageIsTakenOrRefusedOnce(long seed) {
        Garbage garbage = new Garbage(seed);
        List<BiFunction<RecordFields, String, Optional<String>>> readers = List.of(
                (reader, text) -> reader.id("p", text),
                (reader, text) -> reader.uuid("p", text).map(UUID::toString),
                (reader, text) -> reader.pageUrl("p", text).map(PageUrl::raw),
                (reader, text) -> reader.referrerUrl("p", text).map(PageUrl::raw),
                (reader, text) -> reader.email("p", text),
                (reader, text) -> reader.email("p", "a" + text + "@acme.com"));
        for (int i = 0; i < 10_000; i++) {
            String text = garbage.next();
            BiFunction<RecordFields, String, Optional<String>> reader = readers.get(i % readers.size());
            FieldViolations found = new FieldViolations();
            Optional<String> value = reader.apply(new RecordFields(found, NOW), text);
            assertThat(found.list().size())
                    .as("violations, seed %d, text %d", seed, i)
                    .isEqualTo(value.isPresent() || optionalAndEmpty(i % readers.size(), text) ? 0 : 1);
            assertThat(value.orElse("")).as("seed %d, text %d", seed, i).doesNotContain("\0");
        }
    }

    private static boolean optionalAndEmpty(int reader, String text) {
        return (reader == 3 || reader == 4) && text.isEmpty();
    }

    private static Timestamp timestamp(long seconds, int nanos) {
        return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }

    private void assertViolations(String path, String reason) {
        if (reason.isEmpty()) {
            assertThat(violations.isEmpty()).isTrue();
        } else {
            assertViolation(path, reason);
        }
    }

    private void assertViolation(String path, String reason) {
        assertThat(violations.list()).singleElement().satisfies(violation -> {
            assertThat(violation.getField()).isEqualTo(path);
            assertThat(violation.getReason()).isEqualTo(reason);
            assertThat(violation.getDescription()).isNotEmpty();
        });
    }
}
