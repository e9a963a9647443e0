package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.person.change.ChangePolicy;
import dev.touchstone.salessync.person.change.PeopleCursor;
import dev.touchstone.salessync.person.change.PersonFeed;
import dev.touchstone.salessync.person.change.ReadPeople;
import dev.touchstone.salessync.person.change.WatchPeople;
import dev.touchstone.salessync.v1.PersonChange;
import dev.touchstone.salessync.v1.PersonChangeType;
import dev.touchstone.salessync.v1.StreamPeopleRequest;
import dev.touchstone.salessync.v1.StreamPeopleResponse;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes a gRPC stream of people. The next step is read only when the reader has room for it, so a slow one costs no memory. */
@ApplicationScoped
class PeopleStreamMessages {
    private final ReadPeople people;
    private final WatchPeople watch;
    private final ChangePolicy policy;
    private final BlockingCalls calls;

    PeopleStreamMessages(ReadPeople people, WatchPeople watch, ChangePolicy policy, BlockingCalls calls) {
        this.people = people;
        this.watch = watch;
        this.policy = policy;
        this.calls = calls;
    }

    Multi<StreamPeopleResponse> open(StreamPeopleRequest request) {
        return calls.answer(() -> start(request)).onItem().transformToMulti(start -> from(start, request));
    }

    private Multi<StreamPeopleResponse> from(PeopleCursor start, StreamPeopleRequest request) {
        AtomicReference<PeopleCursor> cursor = new AtomicReference<>(start);
        Multi<StreamPeopleResponse> steps = calls.endless(() -> step(cursor));
        if (!request.getAfterCursor().isEmpty() || !request.getChangesOnly()) {
            return steps;
        }
        // Told at once, so that the caller knows from where on changes are certain to come.
        StreamPeopleResponse first = StreamPeopleResponse.newBuilder()
                .setAfterCursor(start.encode())
                .setLive(true)
                .build();
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(first), steps);
    }

    private PeopleCursor start(StreamPeopleRequest request) {
        if (request.getAfterCursor().isEmpty()) {
            return request.getChangesOnly() ? people.now() : people.everybody();
        }
        Optional<PeopleCursor> cursor = PeopleCursor.decode(request.getAfterCursor());
        if (cursor.isEmpty()) {
            FieldViolations violations = new FieldViolations();
            violations.add(
                    "after_cursor", "INVALID_CURSOR", "must be the after_cursor of an earlier message, or empty");
            throw new RpcFailure.InvalidRequest(violations.list());
        }
        if (people.isExpired(cursor.get())) {
            throw new RpcFailure.FailedPrecondition(
                    "PERSON_CURSOR_EXPIRED",
                    "changes after the cursor are no longer kept: begin without a cursor",
                    Map.of("kept", policy.feed().toString()));
        }
        return cursor.get();
    }

    private StreamPeopleResponse step(AtomicReference<PeopleCursor> cursor) {
        boolean live = cursor.get().isLive();
        ReadPeople.Step step = watch.next(cursor.get());
        cursor.set(step.cursor());
        StreamPeopleResponse.Builder response = StreamPeopleResponse.newBuilder()
                .setAfterCursor(step.cursor().encode())
                .setLive(live);
        step.seen().forEach(seen -> response.addChanges(change(seen)));
        return response.build();
    }

    private static PersonChange change(ReadPeople.Seen seen) {
        PersonChange.Builder change = PersonChange.newBuilder()
                .setType(type(seen.type()))
                .setMarketoId(seen.marketoId())
                .setChangeTime(PersonMessages.timestamp(seen.changedAt()));
        Optional.ofNullable(seen.person())
                .filter(person -> person.standing().state().isLive())
                .map(PersonMessages::message)
                .ifPresent(change::setPerson);
        Optional.ofNullable(seen.winner()).ifPresent(change::setWinnerMarketoId);
        return change.build();
    }

    private static PersonChangeType type(PersonFeed.@Nullable Type type) {
        if (type == null) {
            return PersonChangeType.PERSON_CHANGE_TYPE_UNSPECIFIED;
        }
        return switch (type) {
            case ADDED -> PersonChangeType.PERSON_CHANGE_TYPE_ADDED;
            case CHANGED -> PersonChangeType.PERSON_CHANGE_TYPE_CHANGED;
            case HIDDEN -> PersonChangeType.PERSON_CHANGE_TYPE_HIDDEN;
            case REVIVED -> PersonChangeType.PERSON_CHANGE_TYPE_REVIVED;
            case RESTORED -> PersonChangeType.PERSON_CHANGE_TYPE_RESTORED;
            case MERGED -> PersonChangeType.PERSON_CHANGE_TYPE_MERGED;
            case BURIED -> PersonChangeType.PERSON_CHANGE_TYPE_DELETED;
            case FORGOTTEN -> PersonChangeType.PERSON_CHANGE_TYPE_FORGOTTEN;
            case ERASED -> PersonChangeType.PERSON_CHANGE_TYPE_ERASED;
        };
    }
}
