package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.Broken;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.PlaceRefused;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.SessionOver;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.TopicRefused;
import java.util.Map;
import java.util.function.Function;

/** What an error of the Pub/Sub API means. Pure. */
final class StreamErrors {
    private static final String PREFIX = "sfdc.platform.eventbus.grpc.";
    private static final Map<String, Function<String, StreamEnd>> MEANINGS = Map.ofEntries(
            Map.entry("subscription.fetch.replayid.corrupted", PlaceRefused::new),
            Map.entry("subscription.fetch.replayid.validation.failed", PlaceRefused::new),
            Map.entry("service.auth.error", SessionOver::new),
            Map.entry("service.auth.headers.invalid", SessionOver::new),
            Map.entry("service.auth.refresh.invalid", SessionOver::new),
            Map.entry("service.tenant.license", TopicRefused::new),
            Map.entry("topic.not.found", TopicRefused::new),
            Map.entry("topic.meta.permission", TopicRefused::new),
            Map.entry("topic.validation.empty", TopicRefused::new),
            Map.entry("schema.meta.permission", TopicRefused::new),
            Map.entry("subscription.topic.cannot.subscribe", TopicRefused::new));
    private static final Map<String, Function<String, StreamEnd>> STATUSES = Map.of(
            "UNAUTHENTICATED", SessionOver::new,
            "PERMISSION_DENIED", TopicRefused::new,
            "NOT_FOUND", TopicRefused::new);

    private StreamErrors() {}

    /**
     * The meaning of an error; one that is not known may be better the next time.
     *
     * @param status name of the gRPC status
     * @param code what the trailers call it; empty if they do not
     */
    static StreamEnd end(String status, String code) {
        String known = code.startsWith(PREFIX) ? code.substring(PREFIX.length()) : code;
        Function<String, StreamEnd> byCode = MEANINGS.get(known);
        if (byCode != null) {
            return byCode.apply(known);
        }
        return known.isEmpty()
                ? STATUSES.getOrDefault(status, Broken::new).apply(status)
                : new Broken(status + " " + known);
    }
}
