package dev.touchstone.commandline.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.text.Words;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says what a failed call means, from the status and its details. */
public final class CallFailure {
    private CallFailure() {}

    /** One sentence; if fields were wrong, each on a line of its own below it. */
    public static CommandFailed of(Remote remote, Address address, StatusRuntimeException failure) {
        String name = remote.displayName();
        String message = Words.printable(String.valueOf(failure.getStatus().getDescription()));
        String sentence = switch (failure.getStatus().getCode()) {
            case INVALID_ARGUMENT -> violations(name, message, failure);
            case NOT_FOUND, FAILED_PRECONDITION, ALREADY_EXISTS, ABORTED, INTERNAL -> name + ": " + message;
            case UNAVAILABLE ->
                hasDetails(failure)
                        ? name + ": " + message
                        : name + " does not answer at " + address
                                + "; start the suite with `touchstone up`, or name the place with --" + name;
            case DEADLINE_EXCEEDED -> name + " at " + address + " did not answer in time";
            case UNIMPLEMENTED -> "the server at " + address + " is no " + name + " of this version";
            default ->
                name + " answered " + failure.getStatus().getCode() + (message.equals("null") ? "" : ": " + message);
        };
        return new CommandFailed(sentence);
    }

    /** How long the service asks to wait before the call is repeated. */
    static Optional<Duration> retryDelay(StatusRuntimeException failure) {
        return detail(failure, RetryInfo.class)
                .map(info -> Duration.ofSeconds(
                        info.getRetryDelay().getSeconds(), info.getRetryDelay().getNanos()));
    }

    private static String violations(String name, String message, StatusRuntimeException failure) {
        List<FieldViolation> violations = detail(failure, BadRequest.class)
                .map(BadRequest::getFieldViolationsList)
                .orElse(List.of());
        if (violations.isEmpty()) {
            return name + " refused the request: " + message;
        }
        StringBuilder text = new StringBuilder(name + " refused the request:");
        for (FieldViolation violation : violations) {
            text.append("\n  ").append(Words.printable(violation.getField() + ": " + violation.getDescription()));
        }
        int more = detail(failure, ErrorInfo.class)
                        .map(info -> number(info.getMetadataOrDefault("count", "")))
                        .orElse(0)
                - violations.size();
        return more > 0 ? text.append("\n  and ").append(more).append(" more").toString() : text.toString();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean hasDetails(StatusRuntimeException failure) {
        Status status = StatusProto.fromThrowable(failure);
        return status != null && status.getDetailsCount() > 0;
    }

    private static <T extends com.google.protobuf.Message> Optional<T> detail(
            StatusRuntimeException failure, Class<T> type) {
        Status status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return Optional.empty();
        }
        try {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(type)) {
                    return Optional.of(detail.unpack(type));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty(); // the message alone has to do
        }
        return Optional.empty();
    }
}
