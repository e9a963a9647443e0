package dev.touchstone.salessync.remote;

import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends one request and takes in its answer, within a limit of time and size. Repeats nothing and follows nothing. Thread-safe. */
public final class HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    static {
        // The JDK's client repeats a read on a new connection when an old one breaks, which nobody here would count,
        // and keeps
        // idle connections for as long as servers do, so that a write may meet one that is just being closed.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /**
     * Makes an exchange.
     *
     * @param timeout for all of it
     * @throws HttpFailure if there is no answer in time, or one that is too large
     */
    public HttpAnswer send(HttpRequest request, Duration timeout) throws InterruptedException {
        CompletableFuture<HttpResponse<HttpAnswer>> sent =
                client.sendAsync(request, info -> HttpAnswer.subscriber(info));
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (TimeoutException late) {
            throw new HttpFailure(HttpFailure.Kind.NO_ANSWER, "no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw failure(failed);
        } finally {
            sent.cancel(true);
        }
    }

    /**
     * Reads a file into the sink; an answer that is no file stays out of it.
     *
     * @param fromByte the first byte that the sink lacks; the request asks for the same
     * @param quiet how long nothing may come
     * @throws HttpFailure if it breaks off, or nothing comes for that long
     * @throws java.io.UncheckedIOException if the sink takes no more
     */
    public FileAnswer file(HttpRequest request, long fromByte, OutputStream sink, Duration quiet)
            throws InterruptedException {
        FileBody.Progress progress = new FileBody.Progress(fromByte, sink);
        CompletableFuture<HttpResponse<FileAnswer>> sent =
                client.sendAsync(request, info -> FileBody.subscriber(info, progress));
        try {
            return await(sent, progress, quiet);
        } catch (ExecutionException failed) {
            progress.throwIfSinkFailed();
            throw failure(failed);
        } finally {
            sent.cancel(true);
        }
    }

    /** Names and values as the query of an address or the body of a form, in the order of the names. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static FileAnswer await(
            CompletableFuture<HttpResponse<FileAnswer>> sent, FileBody.Progress progress, Duration quiet)
            throws InterruptedException, ExecutionException {
        long seen = -1;
        while (true) {
            try {
                return sent.get(quiet.toMillis(), TimeUnit.MILLISECONDS).body();
            } catch (TimeoutException nothing) {
                long now = progress.written();
                if (now == seen || now == 0) {
                    throw new HttpFailure(HttpFailure.Kind.NO_ANSWER, "the file stands still");
                }
                seen = now;
            }
        }
    }

    private static HttpFailure failure(ExecutionException failed) {
        @Nullable Throwable cause = failed.getCause();
        if (cause instanceof HttpFailure known) {
            return known;
        }
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        // Only the kind of the failure: its text may hold the address with its query.
        String kind = cause == null ? "no connection" : cause.getClass().getSimpleName();
        return new HttpFailure(neverSent ? HttpFailure.Kind.NOT_SENT : HttpFailure.Kind.NO_ANSWER, kind);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
