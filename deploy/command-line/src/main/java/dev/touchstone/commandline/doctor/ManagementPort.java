package dev.touchstone.commandline.doctor;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.observability.scrape.Scrape;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks management ports over HTTP. */
public final class ManagementPort implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int READY = 200;
    private static final int NOT_READY = 503;
    private static final double MILLIS = 1_000.0;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Clock clock;

    public ManagementPort(Clock clock) {
        this.clock = clock;
    }

    /** Asks for readiness and metrics. */
    public Reading read(Remote remote, Address address) {
        try {
            HttpResponse<String> ready = get(address, "/q/health/ready");
            if (ready.statusCode() != READY && ready.statusCode() != NOT_READY) {
                return new Reading.Silent(remote, address, "HTTP " + ready.statusCode() + " for /q/health/ready");
            }
            long before = clock.millis();
            HttpResponse<String> metrics = get(address, "/q/metrics");
            long after = clock.millis();
            if (metrics.statusCode() != READY) {
                return new Reading.Silent(remote, address, "HTTP " + metrics.statusCode() + " for /q/metrics");
            }
            Reading.Asked asked = new Reading.Asked((before + after) / 2.0 / MILLIS, Duration.ofMillis(after - before));
            return new Reading.Answered(remote, address, checks(ready.body()), Scrape.parse(metrics.body()), asked);
        } catch (ConnectException e) {
            return new Reading.Silent(remote, address, "no connection");
        } catch (HttpTimeoutException e) {
            return new Reading.Silent(remote, address, "no answer in " + PATIENCE.toSeconds() + " s");
        } catch (IOException | IllegalArgumentException e) {
            return new Reading.Silent(remote, address, "what answers is no management port of a service");
        }
    }

    private HttpResponse<String> get(Address address, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    private static List<Reading.Check> checks(String json) throws InvalidProtocolBufferException {
        Struct.Builder health = Struct.newBuilder();
        JsonFormat.parser().merge(json, health);
        return health.getFieldsOrDefault("checks", Value.getDefaultInstance()).getListValue().getValuesList().stream()
                .map(value -> check(value.getStructValue().getFieldsMap()))
                .toList();
    }

    private static Reading.Check check(Map<String, Value> fields) {
        Map<String, String> data = new TreeMap<>();
        fields.getOrDefault("data", Value.getDefaultInstance())
                .getStructValue()
                .getFieldsMap()
                .forEach((name, value) -> data.put(name, text(value)));
        return new Reading.Check(
                fields.getOrDefault("name", Value.getDefaultInstance()).getStringValue(),
                fields.getOrDefault("status", Value.getDefaultInstance())
                        .getStringValue()
                        .equals("UP"),
                data);
    }

    private static String text(Value value) {
        return value.hasNumberValue()
                ? Long.toString((long) value.getNumberValue())
                : value.hasStringValue() ? value.getStringValue() : Boolean.toString(value.getBoolValue());
    }

    @Override
    public void close() {
        client.close();
    }
}
