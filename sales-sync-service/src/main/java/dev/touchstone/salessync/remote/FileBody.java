package dev.touchstone.salessync.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Passes a file on to a sink as it comes, so that memory does not grow with it; a slow sink slows the server. */
final class FileBody implements BodySubscriber<FileAnswer> {
    private final Progress progress;
    private long toSkip;
    private final CompletableFuture<FileAnswer> answer = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private FileBody(Progress progress, long toSkip) {
        this.progress = progress;
        this.toSkip = toSkip;
    }

    /** What has arrived, for whoever watches the transfer. */
    static final class Progress {
        private final long fromByte;
        private final OutputStream sink;
        private final AtomicLong written = new AtomicLong();
        private volatile @Nullable IOException sinkFailure;

        Progress(long fromByte, OutputStream sink) {
            this.fromByte = fromByte;
            this.sink = sink;
        }

        long written() {
            return written.get();
        }

        /** A sink that takes no more is no fault of the other side's. */
        void throwIfSinkFailed() {
            @Nullable IOException failure = sinkFailure;
            if (failure != null) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A file if the status says so and the body is not JSON, which is what errors come as. */
    static BodySubscriber<FileAnswer> subscriber(ResponseInfo info, Progress progress) {
        boolean json = info.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json") || type.startsWith("text/html"))
                .isPresent();
        if (info.statusCode() == 206 && !json && startsAt(info, progress.fromByte)) {
            return new FileBody(progress, 0);
        }
        if (info.statusCode() == 200 && !json) {
            // The server does not do ranges: what is there already is passed over.
            return new FileBody(progress, progress.fromByte);
        }
        return BodySubscribers.mapping(HttpAnswer.subscriber(info), other -> new FileAnswer(0, other));
    }

    private static boolean startsAt(ResponseInfo info, long fromByte) {
        return info.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + fromByte + "-"))
                .isPresent();
    }

    @Override
    public CompletionStage<FileAnswer> getBody() {
        return answer;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                write(buffer);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (IOException noRoom) {
            progress.sinkFailure = noRoom;
            if (subscription != null) {
                subscription.cancel();
            }
            answer.completeExceptionally(noRoom);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        int passedOver = (int) Math.min(toSkip, buffer.remaining());
        toSkip -= passedOver;
        byte[] bytes = new byte[buffer.remaining() - passedOver];
        buffer.position(buffer.position() + passedOver);
        buffer.get(bytes);
        progress.sink.write(bytes);
        progress.written.addAndGet(bytes.length);
    }

    @Override
    public void onError(Throwable error) {
        answer.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        answer.complete(new FileAnswer(progress.written(), null));
    }
}
