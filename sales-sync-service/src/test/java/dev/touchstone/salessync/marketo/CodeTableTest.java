package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.MarketoErrors.Attempt;
import dev.touchstone.salessync.marketo.Verdict.Action;
import dev.touchstone.salessync.remote.ErrorClass;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per code that Marketo documents and the sync can meet; Marketo, "Error Codes". */
class CodeTableTest {
    private static final Instant NOW = Instant.parse("2026-07-15T19:00:00Z");
    private static final Attempt READ = Attempt.of("/rest/v1/leads.json", false);
    private static final Attempt WRITE = Attempt.of("/rest/v1/activities/external.json", true);

    @ParameterizedTest
    @CsvSource(textBlock = """
            601, AUTH, RENEW_TOKEN, AUTH, RENEW_TOKEN
            602, AUTH, RENEW_TOKEN, AUTH, RENEW_TOKEN
            603, AUTH, BLOCK, AUTH, BLOCK
            604, TRANSIENT, HALVE, TRANSIENT, RETRY
            605, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            606, PACE, WAIT_FOR_WINDOW, PACE, WAIT_FOR_WINDOW
            607, QUOTA, PARK, QUOTA, PARK
            608, TRANSIENT, RETRY, TRANSIENT, RETRY
            609, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            610, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            611, TRANSIENT, RETRY_THEN_SPLIT, TRANSIENT, RETRY_THEN_SPLIT
            612, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            613, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            614, TRANSIENT, RETRY_LONG, TRANSIENT, RETRY_LONG
            615, PACE, LOWER_CONCURRENCY, PACE, LOWER_CONCURRENCY
            616, CONFIG, FEATURE_OFF, CONFIG, FEATURE_OFF
            699, TRANSIENT, RETRY_THEN_SPLIT, TRANSIENT, RETRY_THEN_SPLIT
            701, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            702, NOTHING, EMPTY_RESULT, NOTHING, EMPTY_RESULT
            703, CONFIG, FEATURE_OFF, CONFIG, FEATURE_OFF
            704, BUG, DEAD_LETTER, BUG, DEAD_LETTER
            709, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            710, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            711, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            712, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            713, TRANSIENT, RETRY, TRANSIENT, RETRY
            714, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            718, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            719, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            799, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            1001, ROW, DEAD_LETTER, ROW, DEAD_LETTER
            1002, ROW, DEAD_LETTER, ROW, DEAD_LETTER
            1003, SIZE, HALVE, ROW, DEAD_LETTER
            1004, IDENTITY, RESOLVE_ALIAS, IDENTITY, RESOLVE_ALIAS
            1005, IDENTITY, TREAT_AS_DONE, IDENTITY, TREAT_AS_DONE
            1006, DRIFT, REFRESH_FIELDS, DRIFT, REFRESH_FIELDS
            1007, IDENTITY, USE_ID, IDENTITY, USE_ID
            1008, ROW, DEAD_LETTER, ROW, DEAD_LETTER
            1009, ROW, DEAD_LETTER, ROW, DEAD_LETTER
            1010, ROW, DEAD_LETTER, ROW, DEAD_LETTER
            1011, DRIFT, REFRESH_FIELDS, DRIFT, REFRESH_FIELDS
            1013, CONFIG, NEXT_WAY, CONFIG, NEXT_WAY
            1016, PACE, WAIT_A_MINUTE, PACE, WAIT_A_MINUTE
            1018, CONFIG, FEATURE_OFF, CONFIG, FEATURE_OFF
            1019, ROW, RETRY, ROW, RETRY
            1022, ROW, RETRY, ROW, RETRY
            1027, CONFIG, BLOCK_SCHEMA, CONFIG, BLOCK_SCHEMA
            1028, CONFIG, BLOCK_SCHEMA, CONFIG, BLOCK_SCHEMA
            1035, CONFIG, NEXT_WAY, CONFIG, NEXT_WAY
            1036, ROW, REMOVE_DUPLICATES, ROW, REMOVE_DUPLICATES
            1037, ROW, DEAD_LETTER, ROW, DEAD_LETTER
            1049, ROW, SHORTEN_TEXT, ROW, SHORTEN_TEXT
            1076, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            1080, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            x, PERMANENT, DEAD_LETTER, PERMANENT, DEAD_LETTER
            """)
    void everyCodeHasItsClassAndActionOnReadsAndWrites(
            String code, ErrorClass readKind, Action readAction, ErrorClass writeKind, Action writeAction) {
        assertThat(CodeTable.of(code, "something", false)).isEqualTo(new Verdict(readKind, readAction));
        assertThat(CodeTable.of(code, "something", true)).isEqualTo(new Verdict(writeKind, writeAction));
    }

    /** F10, AC-32, AC-33: three causes have one code. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            Job already queued,                              NOTHING, TREAT_AS_DONE, ExportAlreadyQueued
            Export daily quota exceeded,                     QUOTA,   NEXT_WAY,      ExportQuotaUsedUp
            Export daily quota 500MB exceeded.,              QUOTA,   NEXT_WAY,      ExportQuotaUsedUp
            Too many jobs in queue,                          PACE,    WAIT_A_MINUTE, ExportQueueFull
            Too many jobs (10) in queue for subscription,    PACE,    WAIT_A_MINUTE, ExportQueueFull
            '',                                              PACE,    WAIT_A_MINUTE, ExportQueueFull
            """)
    void theMessageTellsTheThreeCausesOf1029Apart(String message, ErrorClass kind, Action action, String error) {
        assertThat(CodeTable.of("1029", message, true)).isEqualTo(new Verdict(kind, action));
        assertThat(MarketoErrors.ofCode("1029", message, WRITE, NOW).getClass().getSimpleName())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "601, Refused",
        "602, Refused",
        "603, Refused",
        "604, TimedOut",
        "605, Permanent",
        "606, RateExceeded",
        "607, QuotaUsedUp",
        "608, Unreachable",
        "610, Permanent",
        "611, SystemError",
        "614, Unreachable",
        "615, TooConcurrent",
        "616, FeatureOff",
        "699, SystemError",
        "703, FeatureOff",
        "713, Unreachable",
        "1003, TooManyMatches",
        "1004, Permanent",
        "1006, UnknownField",
        "1011, UnknownField",
        "1016, ExportQueueFull",
        "1018, FeatureOff",
        "1027, SchemaFull",
        "1028, SchemaFull",
        "1035, FeatureOff",
        "1077, Permanent",
        "x, Permanent"
    })
    void codesOfWholeCallsBecomeErrorsThatNeverRepeatMarketosText(String code, String expected) {
        MarketoError error = MarketoErrors.ofCode(code, "something about ann@x.test", READ, NOW);
        assertThat(error.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(error.sentence()).doesNotContain("ann@x.test");
    }

    /** A row is in doubt only if nobody can tell: the gate turns calls away before they are executed. */
    @ParameterizedTest
    @ValueSource(strings = {"601", "602", "603", "606", "607", "608", "611", "614", "615", "713", "1003"})
    void aWriteThatMarketoTurnedAwayWasNotExecuted(String code) {
        assertThat(MarketoErrors.ofCode(code, "", WRITE, NOW).maybeExecuted()).isFalse();
    }

    @Test
    void aWriteThatMarketoGaveUpOnMayHaveBeenExecuted() {
        assertThat(MarketoErrors.ofCode("604", "", WRITE, NOW).maybeExecuted()).isTrue();
        assertThat(MarketoErrors.ofCode("604", "", READ, NOW).maybeExecuted()).isFalse();
    }

    /** A client that retried by status class repeated 404, 413 and 414 for ever. */
    @ParameterizedTest
    @CsvSource({
        "500, Unreachable, true",
        "502, Unreachable, true",
        "429, Unreachable, false",
        "404, Permanent, false",
        "413, TooLarge, false",
        "414, TooLarge, false"
    })
    void statusesAreRepeatedOnlyWhereThatHelps(int status, String expected, boolean maybeExecuted) {
        MarketoError error = MarketoErrors.ofStatus(status, WRITE);
        assertThat(error.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(error.maybeExecuted()).isEqualTo(maybeExecuted);
        assertThat(MarketoErrors.ofStatus(status, READ).maybeExecuted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/rest/v1/leads.json, false, Read-Only Lead",
        "/rest/v1/lists/7/leads.json, false, Read-Only Lead",
        "/bulk/v1/leads/export/create.json, true, Read-Only Lead",
        "/rest/v1/activities.json, false, Read-Only Activity",
        "/rest/v1/activities/external.json, true, Read-Write Activity",
        "/rest/v1/activities/external/types.json, false, Read-Only Activity Metadata",
        "/rest/v1/activities/external/type.json, true, Read-Write Activity Metadata"
    })
    void aMissingPermissionIsNamed(String path, boolean write, String permission) {
        assertThat(MarketoErrors.ofCode("603", "Access denied", Attempt.of(path, write), NOW))
                .isEqualTo(new MarketoError.Refused("603", permission));
    }

    @Test
    void theNameOfAnUnknownFieldIsTakenFromTheMessage() {
        assertThat(MarketoErrors.ofCode("1006", "Field 'linkedInProfileURL' not found", READ, NOW))
                .isEqualTo(new MarketoError.UnknownField(Optional.of("linkedInProfileURL")));
    }

    /** Quota, auth, pace and outages are nobody's attempt. */
    @Test
    void onlyWhatTheRowIsToBlameForCountsAsItsAttempt() {
        assertThat(ErrorClass.values())
                .filteredOn(ErrorClass::countsAsAttempt)
                .containsExactlyInAnyOrder(
                        ErrorClass.SIZE,
                        ErrorClass.DRIFT,
                        ErrorClass.IDENTITY,
                        ErrorClass.ROW,
                        ErrorClass.BUG,
                        ErrorClass.PERMANENT);
    }

    /** AC-31, and the day on which Chicago changes to winter time, which has 25 hours. */
    @ParameterizedTest
    @CsvSource({
        "2026-07-15T19:00:00Z, 2026-07-16T05:00:00Z",
        "2026-11-01T05:30:00Z, 2026-11-02T06:00:00Z",
        "2026-12-31T23:00:00Z, 2027-01-01T06:00:00Z"
    })
    void theQuotaComesBackAtMidnightInChicago(Instant now, Instant reset) {
        assertThat(QuotaDay.resetAfter(now)).isEqualTo(reset);
        assertThat(QuotaDay.probeAfter(now)).isEqualTo(reset.plusSeconds(60));
    }
}
