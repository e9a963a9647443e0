package dev.touchstone.salessync.diagnostic;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.v1.Diagnostic;
import dev.touchstone.salessync.v1.DiagnosticCause;
import java.time.Instant;

/** Writes letters as messages. */
final class DiagnosticMessages {
    private DiagnosticMessages() {}

    static DiagnosticCause message(CauseCount cause) {
        return DiagnosticCause.newBuilder()
                .setKind(cause.kind())
                .setCause(cause.cause())
                .setWaitingCount(cause.waiting())
                .setRetryingCount(cause.retrying())
                .setFirstFailTime(timestamp(cause.firstAt()))
                .setLastFailTime(timestamp(cause.lastAt()))
                .addAllExamples(cause.examples().stream()
                        .map(DiagnosticMessages::message)
                        .toList())
                .build();
    }

    static Diagnostic message(StoredLetter stored) {
        DeadLetter letter = stored.letter();
        Diagnostic.Builder message = Diagnostic.newBuilder()
                .setKind(letter.kind())
                .setKey(letter.key())
                .setCause(letter.cause())
                .setCode(letter.code())
                .setSentence(letter.sentence())
                .setFirstFailTime(timestamp(stored.firstAt()))
                .setLastFailTime(timestamp(letter.at()))
                .setFailureCount(stored.failures());
        letter.marketoId().ifPresent(message::setMarketoId);
        stored.retriedAt().ifPresent(at -> message.setRetryTime(timestamp(at)));
        return message.build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
