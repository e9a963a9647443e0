package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.activity.schema.ActivitySchema;
import dev.touchstone.salessync.marketo.FeedPage;
import dev.touchstone.salessync.marketo.FeedsApi;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoActivity;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Looks whether Marketo has what is in doubt: all activities of our types of the people concerned since five minutes before the
 * attempt, to the end. Only a read-back that came to its end tells that something is not there.
 */
@ApplicationScoped
class ReadBackActivities {
    private static final Duration BEFORE_ATTEMPT = Duration.ofMinutes(5);
    private static final int BATCH = 300;

    private final DeliveryJournal journal;
    private final OutboxPolicy policy;

    ReadBackActivities(DeliveryJournal journal, OutboxPolicy policy) {
        this.journal = journal;
        this.policy = policy;
    }

    /** Reads back some of what is due; true if there was anything. */
    boolean readBack(UUID worker, MarketoInstance marketo, ActivitySchema schema) {
        List<OutboxEntry> rows = journal.takeInDoubt(worker, policy.lease(), BATCH);
        if (rows.isEmpty()) {
            return false;
        }
        List<List<OutboxEntry>> portions = portions(rows);
        for (int i = 0; i < portions.size(); i++) {
            List<OutboxEntry> portion = portions.get(i);
            try {
                Map<String, String> found = find(marketo.feeds(Lane.ACTIVITY), schema.ownTypeIds(), portion);
                journal.readBack(worker, portion, found, true);
            } catch (MarketoFailure failure) {
                Log.warnf(
                        "activities in doubt cannot be read back: %s",
                        failure.error().sentence());
                for (List<OutboxEntry> left : portions.subList(i, portions.size())) {
                    journal.readBack(worker, left, Map.of(), false);
                }
                return false;
            }
        }
        return true;
    }

    /** Rows of at most so many people as a call may ask for. */
    private static List<List<OutboxEntry>> portions(List<OutboxEntry> rows) {
        Map<Long, List<OutboxEntry>> byPerson = new LinkedHashMap<>();
        rows.forEach(row -> byPerson.computeIfAbsent(row.orderKey(), key -> new ArrayList<>())
                .add(row));
        List<List<OutboxEntry>> portions = new ArrayList<>();
        int people = 0;
        for (List<OutboxEntry> ofPerson : byPerson.values()) {
            if (people % FeedsApi.MAX_LEADS == 0) {
                portions.add(new ArrayList<>());
            }
            portions.get(portions.size() - 1).addAll(ofPerson);
            people++;
        }
        return portions;
    }

    private static Map<String, String> find(FeedsApi feeds, Collection<Integer> typeIds, List<OutboxEntry> rows) {
        Set<String> wanted = rows.stream().map(OutboxEntry::key).collect(Collectors.toSet());
        List<Long> people = rows.stream().map(OutboxEntry::orderKey).distinct().toList();
        Map<String, String> found = new HashMap<>();
        String token = feeds.pagingToken(since(rows));
        boolean more = true;
        while (more) {
            FeedPage<MarketoActivity> page = feeds.activities(token, typeIds, people);
            page.items()
                    .forEach(activity -> ActivityWriting.key(activity)
                            .filter(wanted::contains)
                            .ifPresent(key -> found.put(key, activity.guid())));
            more = page.more();
            token = page.nextToken();
        }
        return found;
    }

    /**
     * Marketo's log is by the time of the event, not by that of the write: an activity that was sent long after it happened is to
     * be looked for there.
     */
    private static Instant since(List<OutboxEntry> rows) {
        Instant since = Instant.MAX;
        for (OutboxEntry row : rows) {
            Instant attempt = row.history().startedAt();
            if (attempt != null && attempt.minus(BEFORE_ATTEMPT).isBefore(since)) {
                since = attempt.minus(BEFORE_ATTEMPT);
            }
            if (row.eventAt().isBefore(since)) {
                since = row.eventAt();
            }
        }
        return since;
    }
}
