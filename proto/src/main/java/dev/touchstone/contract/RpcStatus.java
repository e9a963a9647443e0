package dev.touchstone.contract;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;

/** Writes a refusal as a {@code google.rpc.Status} with its details. */
public final class RpcStatus {
    /** {@code ErrorInfo.domain} of every Touchstone service. */
    public static final String DOMAIN = "touchstone.dev";

    private static final int MAX_VIOLATION_BYTES = 4_000;
    private static final int MAX_TEXT_BYTES = 1_000;
    /** Tag and length of a violation in its list. */
    private static final int VIOLATION_OVERHEAD = 3;

    private RpcStatus() {}

    /** The refusal as gRPC sends it: code, message, {@link ErrorInfo}, and the details of its kind. */
    public static StatusRuntimeException of(RpcFailure failure) {
        return switch (failure) {
            case RpcFailure.InvalidRequest invalid ->
                status(Code.INVALID_ARGUMENT, failure, badRequest(invalid.violations()));
            case RpcFailure.NotFound ignored -> status(Code.NOT_FOUND, failure);
            case RpcFailure.AlreadyExists ignored -> status(Code.ALREADY_EXISTS, failure);
            case RpcFailure.Conflict ignored -> status(Code.ABORTED, failure);
            case RpcFailure.FailedPrecondition ignored -> status(Code.FAILED_PRECONDITION, failure);
            case RpcFailure.ResourceExhausted exhausted ->
                exhausted
                        .retryAfter()
                        .map(wait -> status(Code.RESOURCE_EXHAUSTED, failure, retryInfo(wait)))
                        .orElseGet(() -> status(Code.RESOURCE_EXHAUSTED, failure));
            case RpcFailure.Unavailable unavailable ->
                status(Code.UNAVAILABLE, failure, retryInfo(unavailable.retryAfter()));
        };
    }

    private static RetryInfo retryInfo(java.time.Duration wait) {
        return RetryInfo.newBuilder().setRetryDelay(duration(wait)).build();
    }

    /**
     * A bug, as the caller may see it: nothing of the cause but the number under which the log holds it.
     *
     * @param incident id of the log entry
     */
    public static StatusRuntimeException internal(String incident) {
        return status(
                Code.INTERNAL,
                "internal error; the service's log has the cause under incident " + incident,
                info("INTERNAL", Map.of("incident", incident)));
    }

    /** The first violations, and at least one: a client refuses an answer with more than 8 KB of metadata as a whole. */
    private static BadRequest badRequest(List<FieldViolation> violations) {
        BadRequest.Builder message = BadRequest.newBuilder();
        int bytes = 0;
        for (FieldViolation violation : violations) {
            FieldViolation told = violation.toBuilder()
                    .setField(Texts.cut(violation.getField(), MAX_TEXT_BYTES))
                    .setDescription(Texts.cut(violation.getDescription(), MAX_TEXT_BYTES))
                    .build();
            bytes += told.getSerializedSize() + VIOLATION_OVERHEAD;
            if (bytes > MAX_VIOLATION_BYTES) {
                break;
            }
            message.addFieldViolations(told);
        }
        return message.build();
    }

    private static StatusRuntimeException status(Code code, RpcFailure failure, Message... details) {
        Message[] all = new Message[details.length + 1];
        all[0] = info(failure.reason(), failure.metadata());
        System.arraycopy(details, 0, all, 1, details.length);
        return status(code, String.valueOf(failure.getMessage()), all);
    }

    private static StatusRuntimeException status(Code code, String message, Message... details) {
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static ErrorInfo info(String reason, Map<String, String> metadata) {
        return ErrorInfo.newBuilder()
                .setReason(reason)
                .setDomain(DOMAIN)
                .putAllMetadata(metadata)
                .build();
    }

    private static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
