package dev.touchstone.runtime;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the imperative code behind an RPC on a virtual thread, so that no event loop ever waits.
 *
 * <p><b>Why not {@code @RunOnVirtualThread} or {@code @Blocking} on the service:</b> with the shared server of this Quarkus
 * version both defer the start of the call, and a request can then be seen as ended before it has arrived: some calls in a
 * thousand fail with "Half-closed without a request" or are never answered (quarkus#48940, mended in a later version).
 */
@ApplicationScoped
public class BlockingCalls {
    private final ExecutorService virtualThreads;

    BlockingCalls(@VirtualThreads ExecutorService virtualThreads) {
        this.virtualThreads = virtualThreads;
    }

    /** Answers a call with what the code gives or throws. */
    public <P> Uni<P> answer(Supplier<P> code) {
        return Uni.createFrom().item(code).runSubscriptionOn(virtualThreads);
    }

    /**
     * Answers each message of a stream, one after the other. The next message is asked for when the one before is answered,
     * so a client that sends faster, or reads the answers slower, is slowed down by gRPC's flow control ({@link StreamFlow}).
     */
    public <Q, P> Multi<P> answerEach(Multi<Q> requests, Function<Q, P> code) {
        Runnable messageDone = StreamFlow.messageDone();
        return requests.onItem()
                .transformToUniAndConcatenate(request ->
                        answer(() -> code.apply(request)).onTermination().invoke(messageDone));
    }

    /** A stream without end whose next message is made only when the receiver has room for it. */
    public <P> Multi<P> endless(Supplier<P> code) {
        return Multi.createBy().repeating().uni(() -> answer(code)).indefinitely();
    }
}
