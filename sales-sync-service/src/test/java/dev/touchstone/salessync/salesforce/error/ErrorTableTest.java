package dev.touchstone.salessync.salesforce.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.remote.ErrorClass;
import dev.touchstone.salessync.salesforce.error.Verdict.Action;
import dev.touchstone.salessync.salesforce.error.Verdict.Category;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
    @ParameterizedTest
    @CsvSource({
        "MALFORMED_QUERY, DRIFT, ACCESS_VALIDATION, REFRESH_FIELDS",
        "INVALID_TYPE, DRIFT, ACCESS_VALIDATION, REFRESH_FIELDS",
        "INVALID_FIELD, DRIFT, ACCESS_VALIDATION, REFRESH_FIELDS",
        "INVALID_FIELD_FOR_INSERT_UPDATE, DRIFT, ACCESS_VALIDATION, REFRESH_FIELDS",
        "REQUIRED_FIELD_MISSING, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "FIELD_FILTER_VALIDATION_EXCEPTION, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "FIELD_INTEGRITY_EXCEPTION, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "STRING_TOO_LONG, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "INSUFFICIENT_ACCESS_OR_READONLY, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "ENTITY_IS_LOCKED, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "TXN_SECURITY_NO_ACCESS, ROW, ACCESS_VALIDATION, DEAD_LETTER",
        "API_CURRENTLY_DISABLED, CONFIG, ACCESS, BLOCK_CONNECTION",
        "API_DISABLED_FOR_ORG, CONFIG, ACCESS, BLOCK_CONNECTION",
        "INVALID_SESSION_ID, AUTH, AUTHENTICATION, RENEW_SESSION",
        "AUTHENTICATION_FAILURE, AUTH, AUTHENTICATION, WAIT_FOR_CONNECTION",
        "EXPIRED_ACCESS, AUTH, AUTHENTICATION, WAIT_FOR_CONNECTION",
        "INACTIVE_ORGANIZATION, AUTH, AUTHENTICATION, WAIT_FOR_CONNECTION",
        "INACTIVE_USER, AUTH, AUTHENTICATION, WAIT_FOR_CONNECTION",
        "INVALID_GRANT, AUTH, AUTHENTICATION, WAIT_FOR_CONNECTION",
        "UNABLE_TO_LOCK_ROW, ROW, INTERMITTENT, RETRY_LOCKED",
        "QUERY_TIMEOUT, TRANSIENT, INTERMITTENT, HALVE",
        "SERVER_UNAVAILABLE, TRANSIENT, INTERMITTENT, RETRY",
        "FAILED_WRITE, TRANSIENT, INTERMITTENT, RETRY",
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE, TRANSIENT, INTERMITTENT, WAIT_FOR_MAINTENANCE",
        "NOT_FOUND, IDENTITY, IDENTITY, RESOLVE_RECORD",
        "ENTITY_IS_DELETED, IDENTITY, IDENTITY, RESOLVE_RECORD",
        "INVALID_CROSS_REFERENCE_KEY, IDENTITY, IDENTITY, RESOLVE_RECORD",
        "CANNOT_UPDATE_CONVERTED_LEAD, IDENTITY, IDENTITY, USE_CONVERTED_CONTACT",
        "DUPLICATES_DETECTED, ROW, ACCESS_VALIDATION, ALLOW_DUPLICATES",
        "INVALID_QUERY_LOCATOR, TRANSIENT, INTERMITTENT, RESTART_AT_KEYSET",
        "EXCEEDED_ID_LIMIT, SIZE, OTHER, HALVE",
        "DUPLICATE_EXTERNAL_ID, CONFIG, OTHER, STOP_KEY",
        "UNKNOWN_EXCEPTION, PERMANENT, OTHER, RETRY_THEN_DEAD_LETTER",
        "SOMETHING_NEW, PERMANENT, OTHER, RETRY_THEN_DEAD_LETTER"
    })
    void eachCodeHasItsVerdict(String code, ErrorClass kind, Category category, Action action) {
        assertThat(ErrorTable.ofCode(code, "")).isEqualTo(new Verdict(kind, category, action));
    }

    /** One code, two meanings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUEST_LIMIT_EXCEEDED|TotalRequests Limit exceeded.|PARK",
                "REQUEST_LIMIT_EXCEEDED|ConcurrentRequests (Concurrent API Requests) Limit exceeded.|LOWER_CONCURRENCY",
                "REQUEST_LIMIT_EXCEEDED|ConcurrentPerOrgLongTxn Limit exceeded.|LOWER_CONCURRENCY",
                "INVALID_FIELD|No such column 'Foo__c' on entity 'Task'|REFRESH_FIELDS",
                "INVALID_FIELD|Read timed out|RETRY",
                "INVALID_SESSION_ID|Session expired or invalid|RENEW_SESSION",
                "INVALID_SESSION_ID|This session is not valid for use with the REST API|BLOCK_CONNECTION",
                "FORBIDDEN|The connected app is not attached to Agent|BLOCK_CONNECTION"
            })
    void theMessageDecidesWhereOneCodeHasTwoMeanings(String code, String message, Action action) {
        assertThat(ErrorTable.ofCode(code, message).action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "300, STOP_KEY",
        "401, RENEW_SESSION",
        "403, BLOCK_CONNECTION",
        "404, RESOLVE_RECORD",
        "405, DEAD_LETTER",
        "406, RETRY",
        "408, RETRY",
        "410, RAISE_VERSION",
        "412, READ_AGAIN",
        "413, HALVE",
        "414, HALVE",
        "415, DEAD_LETTER",
        "420, RETRY",
        "428, DEAD_LETTER",
        "429, RETRY",
        "431, HALVE",
        "500, RETRY",
        "502, RETRY",
        "503, RETRY",
        "504, RETRY",
        "599, RETRY"
    })
    void aStatusWithoutACodeHasAVerdictToo(int status, Action action) {
        assertThat(ErrorTable.ofStatus(status).action()).isEqualTo(action);
    }

    /** Salesforce names 412 in several ways; the status says it once. */
    @ParameterizedTest
    @CsvSource({
        "412, ENTITY_MODIFIED, READ_AGAIN",
        "406, NOT_ACCEPTABLE, RETRY",
        "429, TOO_MANY, RETRY",
        "410, UNSUPPORTED_API_VERSION, RAISE_VERSION",
        "503, UNABLE_TO_LOCK_ROW, RETRY_LOCKED",
        "400, SOMETHING_NEW, RETRY_THEN_DEAD_LETTER",
        "403, SOMETHING_NEW, RETRY_THEN_DEAD_LETTER",
        "404, SOMETHING_NEW, RETRY_THEN_DEAD_LETTER",
        "500, SOMETHING_NEW, RETRY_THEN_DEAD_LETTER"
    })
    void aStatusThatMeansOneThingSpeaksForAnUnknownCode(int status, String code, Action action) {
        assertThat(ErrorTable.ofAnswer(status, code, "").action()).isEqualTo(action);
    }

    /** What a person reads is the organisation's sentence, without the person it is about. */
    @Test
    void theOrganisationsWordsAreKeptWithoutPersonalData() {
        RowError error = RowError.of(
                "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                "Subject must not contain Hello (jane.doe@x.test, +1 555 0100 123)",
                List.of("Subject"));
        assertThat(error.words()).isEqualTo("Subject must not contain Hello ([e-mail], [phone])");
        assertThat(error.verdict().category().words()).isEqualTo("access/validation");
    }

    @Test
    void aCodeOfAnotherShapeIsNotRepeated() {
        assertThat(RowError.of("<script>", "", List.of()).code()).isEqualTo("UNKNOWN_CODE");
    }

    /** What is logged never holds Salesforce's message. */
    @Test
    void aRejectedCallNamesItsCodeOnly() {
        RowError error = RowError.of("STRING_TOO_LONG", "Jane Doe: data value too large", List.of());
        SalesforceFailure failure = new SalesforceFailure(new SalesforceError.Rejected(error));
        assertThat(failure).hasMessage("Salesforce refuses the call (STRING_TOO_LONG)");
        assertThat(failure.error().kind()).isEqualTo(ErrorClass.ROW);
    }
}
