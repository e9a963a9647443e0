package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.FileAnswer;
import dev.touchstone.salessync.remote.HttpAnswer;
import dev.touchstone.salessync.remote.HttpFailure;
import dev.touchstone.salessync.remote.HttpTransport;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one exchange with Marketo as it wants requests, and says in its words why one failed. Knows nothing of codes and pace. */
final class Http {
    /** Marketo refuses a URI above 8 KB with 414; from this length on, the query goes as a form. */
    private static final int LONGEST_URI = 7_500;

    private final HttpTransport transport = new HttpTransport();
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
        try {
            return transport.send(builder.build(), timeout(request));
        } catch (HttpFailure failure) {
            throw failure(failure, request.write());
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
        try {
            return transport.file(builder.build(), fromByte, sink, policy.read());
        } catch (HttpFailure failure) {
            throw failure(failure, false);
        }
    }

    /**
     * The body of an answer.
     *
     * @param write true if the call may have changed something although its answer is none
     * @throws MarketoFailure if it is no JSON object, as the page of a proxy is not
     */
    static JsonNode json(HttpAnswer answer, boolean write) {
        try {
            return answer.object();
        } catch (HttpFailure failure) {
            throw failure(failure, write);
        }
    }

    private static MarketoFailure failure(HttpFailure failure, boolean write) {
        return new MarketoFailure(
                switch (failure.kind()) {
                    case NOT_SENT -> new MarketoError.Unreachable(failure.what(), false);
                    case NO_ANSWER, NOT_JSON -> new MarketoError.Unreachable(failure.what(), write);
                    case TOO_LARGE -> new MarketoError.TooLarge(MarketoError.TooLarge.ANSWER);
                });
    }

    private static HttpRequest.Builder read(URI address, Map<String, String> parameters) {
        String query = HttpTransport.form(parameters);
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
}
