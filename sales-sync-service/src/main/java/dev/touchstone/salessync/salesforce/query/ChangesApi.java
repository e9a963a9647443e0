package dev.touchstone.salessync.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceReply;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The organisation's logs of changed and deleted records.
 *
 * <p><b>Boundaries:</b> whole minutes, seconds are cut off; a range has one at least. A range with more ids than one answer may have is halved.
 * How far a range may reach back is {@link #MAX_BACK_CHANGED} and {@link #MAX_BACK_DELETED}; beyond, Salesforce refuses it with the verdict
 * {@code COMPARE_IDS}.
 */
public final class ChangesApi {
    /** Salesforce keeps changes so long. */
    public static final Duration MAX_BACK_CHANGED = Duration.ofDays(30);
    /** Salesforce keeps deletions so long, and less when there are many. */
    public static final Duration MAX_BACK_DELETED = Duration.ofDays(15);

    private final LaneClient client;

    public ChangesApi(LaneClient client) {
        this.client = client;
    }

    /** A part of a log. */
    private record Part(JsonNode body, Instant coveredUntil) {}

    /**
     * What was made or changed.
     *
     * @param from inclusive, cut to the minute
     * @param until exclusive, cut to the minute; a minute later at least
     */
    public ChangedIds changed(String object, Instant from, Instant until) {
        List<Part> parts = parts(object, "updated", from, until);
        Set<String> ids = new LinkedHashSet<>();
        parts.forEach(part -> part.body().path("ids").forEach(id -> ids.add(id.asText())));
        return new ChangedIds(List.copyOf(ids), parts.get(parts.size() - 1).coveredUntil());
    }

    /**
     * What was deleted.
     *
     * @param from inclusive, cut to the minute
     * @param until exclusive, cut to the minute; a minute later at least
     */
    public DeletedIds deleted(String object, Instant from, Instant until) {
        List<Part> parts = parts(object, "deleted", from, until);
        Set<DeletedIds.Deleted> records = new LinkedHashSet<>();
        for (Part part : parts) {
            part.body()
                    .path("deletedRecords")
                    .forEach(record -> records.add(
                            new DeletedIds.Deleted(JsonText.of(record, "id"), time(record, "deletedDate"))));
        }
        Instant earliest = time(parts.get(0).body(), "earliestDateAvailable");
        return new DeletedIds(
                List.copyOf(records), parts.get(parts.size() - 1).coveredUntil(), !earliest.isAfter(minute(from)));
    }

    private List<Part> parts(String object, String log, Instant from, Instant until) {
        Instant begin = minute(from);
        Instant end = minute(until);
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException(
                    "a range of changes has a minute at least but is " + from + " to " + until);
        }
        String path = "/sobjects/" + Soql.name(object) + "/" + log + "/";
        List<Part> parts = new ArrayList<>();
        halving(begin, end, range -> read(path, range), parts);
        return parts;
    }

    private record Range(Instant from, Instant until) {}

    private static void halving(Instant from, Instant until, Function<Range, Part> read, List<Part> parts) {
        try {
            parts.add(read.apply(new Range(from, until)));
        } catch (SalesforceFailure failure) {
            Instant middle = minute(from.plus(Duration.between(from, until).dividedBy(2)));
            if (!(failure.error() instanceof SalesforceError.TooLarge) || !middle.isAfter(from)) {
                throw failure;
            }
            halving(from, middle, read, parts);
            halving(middle, until, read, parts);
        }
    }

    private Part read(String path, Range range) {
        SalesforceReply reply = client.read(
                path,
                Map.of(
                        "start",
                        SalesforceTime.parameter(range.from()),
                        "end",
                        SalesforceTime.parameter(range.until())));
        JsonNode body = reply.json();
        return new Part(body, time(body, "latestDateCovered"));
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant time(JsonNode object, String name) {
        return SalesforceTime.find(JsonText.of(object, name))
                .orElseThrow(() -> new SalesforceFailure(SalesforceError.Unreachable.read("no time in " + name)));
    }
}
