package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Looks at calls that are refused. */
final class Refused {
    private Refused() {}

    /** Code and reason of a refusal: {@code NOT_FOUND CAMPAIGN_NOT_FOUND}. */
    static String refusal(ThrowingCallable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(refused).as("the call is refused").isNotNull();
        return refused.getStatus().getCode() + " " + info(refused).getReason();
    }

    static Status.Code code(ThrowingCallable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
        return refused == null ? Status.Code.OK : refused.getStatus().getCode();
    }

    /** The first detail of a refusal. */
    static ErrorInfo info(StatusRuntimeException refused) {
        try {
            return StatusProto.fromThrowable(refused).getDetails(0).unpack(ErrorInfo.class);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
