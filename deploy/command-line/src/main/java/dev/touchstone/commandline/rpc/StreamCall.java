package dev.touchstone.commandline.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream of requests and its answers. Messages are handed over only while the transport takes them, so that they do not
 * pile up. Used once.
 */
public final class StreamCall<Q, R> implements ClientResponseObserver<Q, R> {
    private final List<R> answers = new ArrayList<>();
    private @Nullable ClientCallStreamObserver<Q> requests;
    private @Nullable Throwable failure;
    private boolean ended;

    /**
     * Sends the messages and waits for the end of the answers.
     *
     * @param open the call of the stub
     * @throws StatusRuntimeException if the stream breaks
     */
    public static <Q, R> List<R> exchange(Function<StreamObserver<R>, StreamObserver<Q>> open, Iterator<Q> messages) {
        try {
            return new StreamCall<Q, R>().run(open, messages);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    /**
     * Sends each message once the one before was answered and its answer taken, and waits for the end of the answers. Ends early
     * if the server does.
     *
     * @param open the call of the stub
     * @param take takes the answers, in the caller's thread; if it fails, the stream is broken off
     * @throws StatusRuntimeException if the stream breaks
     */
    public static <Q, R> void oneByOne(
            Function<StreamObserver<R>, StreamObserver<Q>> open, Iterator<Q> messages, Consumer<R> take) {
        StreamCall<Q, R> call = new StreamCall<>();
        try {
            call.runOneByOne(open, messages, take);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        } finally {
            call.breakOff();
        }
    }

    private void runOneByOne(
            Function<StreamObserver<R>, StreamObserver<Q>> open, Iterator<Q> messages, Consumer<R> take)
            throws InterruptedException {
        StreamObserver<Q> sink = open.apply(this);
        int taken = 0;
        while (messages.hasNext() && awaitReady()) {
            sink.onNext(messages.next());
            Optional<R> answer = awaitAnswer(taken);
            answer.ifPresent(take);
            taken++;
        }
        if (!hasEnded()) {
            sink.onCompleted();
        }
        awaitAnswers();
    }

    /** Empty when the stream has ended without it. */
    private synchronized Optional<R> awaitAnswer(int index) throws InterruptedException {
        while (!ended && answers.size() <= index) {
            wait();
        }
        return answers.size() > index ? Optional.of(answers.get(index)) : Optional.empty();
    }

    /** Nothing if the stream has ended. */
    private void breakOff() {
        ClientCallStreamObserver<Q> stream = requests;
        if (stream != null && !hasEnded()) {
            stream.cancel("the answer could not be taken", null);
        }
    }

    private List<R> run(Function<StreamObserver<R>, StreamObserver<Q>> open, Iterator<Q> messages)
            throws InterruptedException {
        StreamObserver<Q> sink = open.apply(this);
        while (messages.hasNext() && awaitReady()) {
            sink.onNext(messages.next());
        }
        if (!hasEnded()) {
            sink.onCompleted();
        }
        return awaitAnswers();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
        requests = stream;
        stream.setOnReadyHandler(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** False when the stream has ended already. */
    private synchronized boolean awaitReady() throws InterruptedException {
        while (!ended && requests != null && !requests.isReady()) {
            wait();
        }
        return !ended;
    }

    private synchronized List<R> awaitAnswers() throws InterruptedException {
        while (!ended) {
            wait();
        }
        if (failure != null) {
            throw new StatusRuntimeException(Status.fromThrowable(failure), Status.trailersFromThrowable(failure));
        }
        return List.copyOf(answers);
    }

    @Override
    public synchronized void onNext(R answer) {
        answers.add(answer);
        notifyAll();
    }

    @Override
    public synchronized void onError(Throwable cause) {
        failure = cause;
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized void onCompleted() {
        ended = true;
        notifyAll();
    }
}
