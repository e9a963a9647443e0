package dev.touchstone.testing.salesforce.pubsub;

import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.org.Change.Kind;
import dev.touchstone.testing.salesforce.org.SObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the changes of a commit into events, in their order. */
final class Publisher {
    /** Merged events stay far below the size that a message may have. */
    private static final int MAX_MERGED = 1_000;

    private final EventSchemas schemas;
    private final EventLog log;
    private final StreamPlan plan;

    Publisher(EventSchemas schemas, EventLog log, StreamPlan plan) {
        this.schemas = schemas;
        this.log = log;
        this.plan = plan;
    }

    /** Publishes a commit. */
    void publish(List<Change> commit) {
        int told = Math.min(commit.size(), plan.overflow());
        int from = 0;
        while (from < told) {
            int until = from + 1;
            while (until < told && until - from < MAX_MERGED && canMerge(commit.get(from), commit.get(until))) {
                until++;
            }
            publish(commit.get(from), commit.subList(from, until));
            from = until;
        }
        overflow(commit.subList(told, commit.size()));
    }

    private void publish(Change change, List<Change> merged) {
        Set<String> ids = new LinkedHashSet<>();
        merged.forEach(each -> ids.addAll(each.recordIds()));
        Optional<EventSchema> schema = schemas.current(change.entity());
        if (schema.isPresent() && !plan.nextIsLost()) {
            log.append(
                    EventSchemas.topic(change.entity()),
                    schema.get().id(),
                    ChangeEvents.write(schema.get(), change, List.copyOf(ids), plan.diffAbove()),
                    plan.delay());
        }
    }

    /** One event for each type of which changes are not told. */
    private void overflow(List<Change> untold) {
        Map<String, Change> first = new LinkedHashMap<>();
        untold.forEach(change -> first.putIfAbsent(change.entity(), change));
        for (Change change : first.values()) {
            Optional<EventSchema> schema = schemas.current(change.entity());
            if (schema.isPresent()) {
                String wildcard = schema.get().type().keyPrefix() + "*";
                Change overflow = new Change(
                        change.number(),
                        change.entity(),
                        List.of(wildcard),
                        Kind.GAP_OVERFLOW,
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        change.transaction());
                publish(overflow, List.of(overflow));
            }
        }
    }

    private boolean canMerge(Change one, Change other) {
        return plan.merges()
                && one.kind() == other.kind()
                && one.entity().equals(other.entity())
                && one.transaction().key().equals(other.transaction().key())
                && switch (one.kind()) {
                    case DELETE -> true;
                    case UPDATE ->
                        one.changedFields().equals(other.changedFields())
                                && values(one).equals(values(other));
                    default -> false;
                };
    }

    private static List<Optional<Object>> values(Change change) {
        List<Optional<Object>> values = new ArrayList<>();
        SObject after = change.after().orElseThrow();
        for (String field : change.changedFields()) {
            values.add(Optional.ofNullable(after.value(field)));
        }
        return values;
    }
}
