package dev.touchstone.runtime;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns whatever an RPC throws into what the caller may see: a refusal with its details, "try again" for an outage of the
 * database, and for a bug no more than a number that leads to the log.
 *
 * <p><b>Why here:</b> what is not mapped would be sent with its own text, SQL and data included.
 */
@ApplicationScoped
class GrpcErrors implements ExceptionHandlerProvider {
    private final IdSource ids;
    private final ServiceMeters meters;

    GrpcErrors(IdSource ids, ServiceMeters meters) {
        this.ids = ids;
        this.meters = meters;
    }

    @Override
    public Throwable transform(Throwable error) {
        if (error instanceof StatusRuntimeException || error instanceof StatusException) {
            return error;
        }
        if (error instanceof RpcFailure failure) {
            return RpcStatus.of(failure);
        }
        return DatabaseErrors.outage(error).<Throwable>map(RpcStatus::of).orElseGet(() -> internal(error));
    }

    private Throwable internal(Throwable error) {
        String incident = ids.next().toString();
        meters.incident();
        Log.errorf(error, "internal error, incident %s", incident);
        return RpcStatus.internal(incident);
    }

    @Override
    public <Q, P> ExceptionHandler<Q, P> createHandler(Listener<Q> listener, ServerCall<Q, P> call, Metadata metadata) {
        return new ExceptionHandler<>(listener, call, metadata) {
            @Override
            protected void handleException(Throwable error, ServerCall<Q, P> failed, Metadata headers) {
                Throwable status = transform(error);
                if (status instanceof StatusRuntimeException known) {
                    Metadata trailers = known.getTrailers() == null ? new Metadata() : known.getTrailers();
                    failed.close(known.getStatus(), trailers);
                } else {
                    failed.close(io.grpc.Status.fromThrowable(status), new Metadata());
                }
            }
        };
    }
}
