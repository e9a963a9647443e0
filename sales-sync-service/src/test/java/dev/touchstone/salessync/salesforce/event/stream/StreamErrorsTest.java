package dev.touchstone.salessync.salesforce.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each error of the Pub/Sub API means. */
class StreamErrorsTest {
    private static final String PREFIX = "sfdc.platform.eventbus.grpc.";

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, subscription.fetch.replayid.corrupted, place_refused",
        "INVALID_ARGUMENT, subscription.fetch.replayid.validation.failed, place_refused",
        "UNAUTHENTICATED, service.auth.error, session_over",
        "UNAUTHENTICATED, service.auth.refresh.invalid, session_over",
        "UNAUTHENTICATED, service.auth.headers.invalid, session_over",
        "NOT_FOUND, topic.not.found, topic_refused",
        "PERMISSION_DENIED, subscription.topic.cannot.subscribe, topic_refused",
        "UNAVAILABLE, service.unavailable, broken",
        "RESOURCE_EXHAUSTED, service.protection.triggered, broken",
        "INVALID_ARGUMENT, subscription.fetch.replay.repeated, broken",
        "INVALID_ARGUMENT, something.new, broken"
    })
    void theTrailerSaysWhatIsMeant(String status, String code, String word) {
        assertThat(StreamErrors.end(status, PREFIX + code).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, session_over",
        "PERMISSION_DENIED, topic_refused",
        "NOT_FOUND, topic_refused",
        "UNAVAILABLE, broken",
        "RESOURCE_EXHAUSTED, broken",
        "DEADLINE_EXCEEDED, broken",
        "CANCELLED, broken",
        "INTERNAL, broken",
        "UNKNOWN, broken"
    })
    void withoutATrailerTheStatusDoes(String status, String word) {
        StreamEnd end = StreamErrors.end(status, "");
        assertThat(end.word()).isEqualTo(word);
        assertThat(end.sentence()).contains(status).doesNotEndWith(".");
    }
}
