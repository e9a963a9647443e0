package dev.touchstone.salessync.marketo;

import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

/** Sends one request and takes in its answer, within a limit of time and size. Knows nothing of tokens, codes and pace. */
final class Http {
    /** Marketo refuses a URI above 8 KB with 414; from this length on, the query goes as a form. */
    private static final int LONGEST_URI = 7_500;

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
    private final MarketoPolicy policy;

    Http(MarketoPolicy policy) {
        this.policy = policy;
    }

    /**
     * Makes a call.
     *
     * @param address with the path
     * @param token access token for the header; null for the identity service
     * @throws MarketoFailure if there is no answer in time
     */
    HttpAnswer call(URI address, MarketoRequest request, @Nullable String token) throws InterruptedException {
        HttpRequest.Builder builder = request.write() ? post(address, request) : read(address, request.parameters());
        builder.header("Accept-Encoding", "gzip");
        authorize(builder, token);
        CompletableFuture<HttpResponse<HttpAnswer>> sent =
                client.sendAsync(builder.build(), info -> HttpAnswer.subscriber(info));
        try {
            return sent.get(timeout(request).toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (TimeoutException late) {
            String what = "no answer within " + timeout(request).toSeconds() + " s";
            throw new MarketoFailure(new MarketoError.Unreachable(what, request.write()));
        } catch (ExecutionException failed) {
            throw failure(failed, request.write());
        } finally {
            sent.cancel(true);
        }
    }

    /**
     * Reads a file from a byte on into the sink; an answer that is no file stays out of it.
     *
     * @throws MarketoFailure if it breaks off, or nothing comes for as long as a read may take
     */
    FileAnswer file(URI address, long fromByte, String token, OutputStream sink) throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address);
        if (fromByte > 0) {
            builder.header("Range", "bytes=" + fromByte + "-");
        }
        authorize(builder, token);
        FileBody.Progress progress = new FileBody.Progress(fromByte, sink);
        CompletableFuture<HttpResponse<FileAnswer>> sent =
                client.sendAsync(builder.build(), info -> FileBody.subscriber(info, progress));
        try {
            return await(sent, progress);
        } catch (ExecutionException failed) {
            progress.throwIfSinkFailed();
            throw failure(failed, false);
        } finally {
            sent.cancel(true);
        }
    }

    private FileAnswer await(CompletableFuture<HttpResponse<FileAnswer>> sent, FileBody.Progress progress)
            throws InterruptedException, ExecutionException {
        long seen = -1;
        while (true) {
            try {
                return sent.get(policy.read().toMillis(), TimeUnit.MILLISECONDS).body();
            } catch (TimeoutException quiet) {
                long now = progress.written();
                if (now == seen || now == 0) {
                    throw new MarketoFailure(MarketoError.Unreachable.read("the file stands still"));
                }
                seen = now;
            }
        }
    }

    private static HttpRequest.Builder read(URI address, Map<String, String> parameters) {
        String query = encode(parameters);
        if (address.toString().length() + 1 + query.length() <= LONGEST_URI) {
            return HttpRequest.newBuilder(query.isEmpty() ? address : URI.create(address + "?" + query));
        }
        return HttpRequest.newBuilder(URI.create(address + "?_method=GET"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query));
    }

    private static HttpRequest.Builder post(URI address, MarketoRequest request) {
        if (request.body() == null) {
            return HttpRequest.newBuilder(address).POST(BodyPublishers.noBody());
        }
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.body().toString()));
    }

    private static void authorize(HttpRequest.Builder builder, @Nullable String token) {
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
    }

    private Duration timeout(MarketoRequest request) {
        if (request.write()) {
            return policy.write();
        }
        return request.path().equals(FeedsApi.PAGING_TOKEN) ? policy.pagingToken() : policy.read();
    }

    private static MarketoFailure failure(ExecutionException failed, boolean write) {
        @Nullable Throwable cause = failed.getCause();
        if (cause instanceof MarketoFailure known) {
            return known;
        }
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        // Only the kind of the failure: its text may hold the address with its query.
        String kind = cause == null ? "no connection" : cause.getClass().getSimpleName();
        return new MarketoFailure(new MarketoError.Unreachable(kind, write && !neverSent));
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
