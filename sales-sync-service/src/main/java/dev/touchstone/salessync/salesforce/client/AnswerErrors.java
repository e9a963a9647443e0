package dev.touchstone.salessync.salesforce.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.HttpAnswer;
import dev.touchstone.salessync.remote.HttpFailure;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.error.ErrorTable;
import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Refused;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Remedy;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Unreachable;
import dev.touchstone.salessync.salesforce.error.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns answers that are errors into {@link SalesforceError}s. The code in the body decides, the HTTP status only where there is none. A
 * body that is not JSON is a page of somebody on the way, or of a maintenance.
 */
final class AnswerErrors {
    /** After the first refusal for the quota; the gate knows of those before it and waits longer. */
    private static final Duration QUOTA_PROBE = Duration.ofMinutes(15);

    private AnswerErrors() {}

    /**
     * The error.
     *
     * @param write true if the call may have changed something
     * @param version that the call was made with
     * @param now for the end of a pause
     */
    static SalesforceError of(HttpAnswer answer, boolean write, ApiVersion version, Instant now) {
        List<RowError> errors = errors(answer);
        String word = "HTTP " + answer.status();
        if (errors.isEmpty()) {
            Verdict verdict = ErrorTable.ofStatus(answer.status());
            boolean aPage = verdict.action() == Verdict.Action.BLOCK_CONNECTION || isRedirect(answer.status());
            return aPage
                    ? passing(word, answer, write)
                    : error(row(word, verdict), List.of(), answer, write, version, now);
        }
        return error(errors.get(0), errors, answer, write, version, now);
    }

    /** Errors of a row, as collections name them. */
    static List<RowError> ofRow(JsonNode list) {
        return read(
                list,
                (error, fields) ->
                        RowError.of(JsonText.of(error, "statusCode"), JsonText.of(error, "message"), fields));
    }

    private static List<RowError> read(JsonNode list, BiFunction<JsonNode, List<String>, RowError> reader) {
        List<RowError> errors = new ArrayList<>();
        for (JsonNode error : list) {
            List<String> fields = new ArrayList<>();
            error.path("fields").forEach(field -> fields.add(field.asText()));
            errors.add(reader.apply(error, fields));
        }
        return errors;
    }

    /** True if another session may do: this one is over, or the organisation moved. */
    static boolean asksForSession(SalesforceError error, int status) {
        if (isRedirect(status)) {
            return true;
        }
        return error instanceof Refused refused
                && (status == 401 || refused.code().equals("INVALID_SESSION_ID"))
                && refused.remedy() == Remedy.RECONNECT;
    }

    private static List<RowError> errors(HttpAnswer answer) {
        if (answer.isEmpty()) {
            return List.of();
        }
        try {
            return read(
                            answer.json(),
                            (error, fields) -> RowError.ofCall(
                                    answer.status(),
                                    JsonText.of(error, "errorCode"),
                                    JsonText.of(error, "message"),
                                    fields))
                    .stream()
                    .filter(error -> !error.code().equals("UNKNOWN_CODE"))
                    .toList();
        } catch (HttpFailure noJson) {
            return List.of();
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    private static RowError row(String word, Verdict verdict) {
        return new RowError(word, "", List.of(), verdict);
    }

    private static SalesforceError error(
            RowError why, List<RowError> all, HttpAnswer answer, boolean write, ApiVersion version, Instant now) {
        return switch (why.verdict().action()) {
            case RENEW_SESSION -> new Refused(why.code(), Remedy.RECONNECT);
            case WAIT_FOR_CONNECTION ->
                new Refused(why.code(), isAboutAddress(why) ? Remedy.ALLOW_ADDRESS : Remedy.RECONNECT);
            case BLOCK_CONNECTION -> new SalesforceError.Blocked(why.code());
            case PARK -> new SalesforceError.QuotaUsedUp(true, now.plus(QUOTA_PROBE));
            case LOWER_CONCURRENCY -> new SalesforceError.TooConcurrent();
            case RETRY -> passing(why.code(), answer, write);
            case WAIT_FOR_MAINTENANCE -> new SalesforceError.Maintenance();
            case HALVE ->
                why.code().equals("QUERY_TIMEOUT")
                        ? new SalesforceError.QueryTimedOut()
                        : new SalesforceError.TooLarge(why.code());
            case RESTART_AT_KEYSET -> new SalesforceError.CursorGone(why.code());
            case READ_AGAIN -> new SalesforceError.Changed();
            case RAISE_VERSION -> new SalesforceError.VersionRetired(version.toString());
            case RETRY_LOCKED,
                    RETRY_THEN_DEAD_LETTER,
                    REFRESH_FIELDS,
                    RESOLVE_RECORD,
                    USE_CONVERTED_CONTACT,
                    ALLOW_DUPLICATES,
                    TREAT_AS_DONE,
                    STOP_KEY,
                    COMPARE_IDS,
                    DEAD_LETTER -> new SalesforceError.Rejected(why, all.isEmpty() ? List.of(why) : all);
        };
    }

    private static boolean isAboutAddress(RowError why) {
        return why.words().toLowerCase(Locale.ROOT).contains("ip restricted");
    }

    private static Unreachable passing(String what, HttpAnswer answer, boolean write) {
        return new Unreachable(what, write, retryAfter(answer));
    }

    private static @Nullable Duration retryAfter(HttpAnswer answer) {
        Optional<String> seconds = answer.header("Retry-After").filter(text -> text.matches("\\d{1,6}"));
        return seconds.map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(null);
    }
}
