package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.DeletedRecord;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ids of changed and of deleted records in a window of time. Seconds of the window are ignored.
 *
 * <p><b>Source:</b> Salesforce, "sObject Get Updated", "sObject Get Deleted", "Data Replication".
 */
public final class ReplicationApi {
    private static final Duration UPDATED_BACK = Duration.ofDays(30);
    private static final Duration DELETED_BACK = Duration.ofDays(15);
    private static final int DOCUMENTED_MAX_IDS = 600_000;

    private final Organisation org;
    private final Types types;
    private volatile int maxIds = DOCUMENTED_MAX_IDS;

    private record Window(Instant start, Instant end) {}

    public ReplicationApi(Organisation org) {
        this.org = org;
        types = new Types(org);
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("GET", "/sobjects/{type}/updated", this::updated)
                .add("GET", "/sobjects/{type}/deleted", this::deleted);
    }

    /** One answer holds so many ids at most, instead of 600,000. */
    public void limitIds(int ids) {
        maxIds = ids;
    }

    /** Back to 600,000 ids. */
    public void reset() {
        maxIds = DOCUMENTED_MAX_IDS;
    }

    private Reply updated(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        Window window = window(call, UPDATED_BACK);
        List<String> ids = org.updated(type.name(), window.start(), window.end());
        checkSize(ids.size());
        return Reply.json(Json.object("ids", ids, "latestDateCovered", text(window.end())));
    }

    private Reply deleted(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        Window window = window(call, DELETED_BACK);
        Instant earliest = org.earliestDeletion();
        if (window.start().isBefore(earliest.truncatedTo(ChronoUnit.MINUTES))) {
            throw wrongDate("startDate before " + text(earliest) + ", the earliest date available");
        }
        List<DeletedRecord> deleted = org.deleted(type.name(), window.start(), window.end());
        checkSize(deleted.size());
        return Reply.json(Json.object(
                "deletedRecords",
                deleted.stream()
                        .map(record -> Json.object("id", record.id(), "deletedDate", text(record.deletedDate())))
                        .toList(),
                "earliestDateAvailable",
                text(earliest),
                "latestDateCovered",
                text(window.end())));
    }

    private Window window(ApiCall call, Duration back) throws ApiRefusal {
        Instant now = org.clock().instant();
        Instant start = date(call, "start");
        Instant end = date(call, "end");
        if (!end.isAfter(start)) {
            throw wrongDate("endDate must be at least one minute greater than startDate");
        }
        if (start.isBefore(now.minus(back).truncatedTo(ChronoUnit.MINUTES))) {
            throw wrongDate("startDate must be within the last " + back.toDays() + " days");
        }
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        return new Window(start, end.isAfter(minute) ? minute : end);
    }

    private static Instant date(ApiCall call, String name) throws ApiRefusal {
        String text = call.required(name);
        // A plus sign that was not encoded arrives as a space.
        return Values.parseTime(text.replace(' ', '+'))
                .orElseThrow(() -> wrongDate("not a date: " + name + "=" + text))
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private void checkSize(int ids) throws ApiRefusal {
        if (ids > maxIds) {
            throw new ApiRefusal(
                    400, "EXCEEDED_ID_LIMIT", "exceeded the limit of " + maxIds + " ids: " + ids + " were found");
        }
    }

    private static String text(Instant time) {
        return String.valueOf(Values.json(time));
    }

    private static ApiRefusal wrongDate(String message) {
        return new ApiRefusal(400, "INVALID_REPLICATION_DATE", message);
    }
}
