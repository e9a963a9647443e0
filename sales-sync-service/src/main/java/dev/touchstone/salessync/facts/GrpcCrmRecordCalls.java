package dev.touchstone.salessync.facts;

import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.GetCrmCursorRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The calls to touchpoint-service's CRM records, for all sources of ours: a stream for each batch, so that each goes to a replica that
 * answers.
 */
@ApplicationScoped
public class GrpcCrmRecordCalls {
    private final CrmRecordServiceGrpc.CrmRecordServiceBlockingStub asking;
    private final CrmRecordServiceGrpc.CrmRecordServiceStub telling;
    private final FactPolicy policy;

    GrpcCrmRecordCalls(@GrpcClient("touchpoint") Channel channel, FactPolicy policy) {
        this.asking = CrmRecordServiceGrpc.newBlockingStub(channel);
        this.telling = CrmRecordServiceGrpc.newStub(channel);
        this.policy = policy;
    }

    /**
     * The cursor that a source stored there last; empty if it stored none.
     *
     * @throws NotReached if there is no answer
     */
    public Optional<String> cursor(String source) {
        GetCrmCursorRequest request =
                GetCrmCursorRequest.newBuilder().setSource(source).build();
        try {
            return Optional.of(asking.withDeadlineAfter(policy.deadline().toMillis(), TimeUnit.MILLISECONDS)
                    .getCrmCursor(request)
                    .getCursor());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw notReached(e);
        }
    }

    /**
     * Sends a batch and waits for its answer.
     *
     * @throws NotReached if there is none; all, some or none of the records may have been stored
     */
    public SyncCrmRecordsResponse send(SyncCrmRecordsRequest batch) {
        Pending pending = new Pending();
        Context.CancellableContext context = Context.current().withCancellation();
        try {
            context.run(() -> {
                StreamObserver<SyncCrmRecordsRequest> stream = telling.withDeadlineAfter(
                                policy.deadline().toMillis(), TimeUnit.MILLISECONDS)
                        .syncCrmRecords(pending);
                stream.onNext(batch);
                stream.onCompleted();
            });
            // The deadline ends the wait.
            return pending.answer.get();
        } catch (ExecutionException e) {
            throw notReached(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the process stops", stopped);
        } finally {
            context.cancel(null);
        }
    }

    /** The answer to the only batch of a stream; it counts once the stream has ended, or is broken after it. */
    private static final class Pending implements StreamObserver<SyncCrmRecordsResponse> {
        private final CompletableFuture<SyncCrmRecordsResponse> answer = new CompletableFuture<>();
        private volatile @Nullable SyncCrmRecordsResponse received;

        @Override
        public void onNext(SyncCrmRecordsResponse response) {
            received = response;
        }

        @Override
        public void onError(Throwable error) {
            end(error);
        }

        @Override
        public void onCompleted() {
            end(Status.INTERNAL.withDescription("no answer").asRuntimeException());
        }

        private void end(Throwable unlessAnswered) {
            @Nullable SyncCrmRecordsResponse response = received;
            if (response == null) {
                answer.completeExceptionally(unlessAnswered);
            } else {
                answer.complete(response);
            }
        }
    }

    private static NotReached notReached(Throwable error) {
        Status.Code code = Status.fromThrowable(error).getCode();
        return new NotReached(code.name().toLowerCase(Locale.ROOT), "touchpoint-service answers " + code.name(), error);
    }
}
