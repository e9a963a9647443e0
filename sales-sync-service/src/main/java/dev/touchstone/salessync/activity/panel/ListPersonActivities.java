package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityPeople;
import dev.touchstone.salessync.activity.ActivityStore;
import dev.touchstone.salessync.activity.panel.SqlMirrorStore.Place;
import dev.touchstone.salessync.activity.panel.SqlMirrorStore.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the activities of a person, newest first. */
@ApplicationScoped
public class ListPersonActivities {
    /** After every key, in the order of the database. */
    private static final String LAST_KEY = "\uFFFD";

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final ReadInTime mirror;
    private final SqlMirrorStore store;
    private final ActivityStore activities;
    private final ActivityPeople people;
    private final Clock clock;

    ListPersonActivities(
            ReadInTime mirror, SqlMirrorStore store, ActivityStore activities, ActivityPeople people, Clock clock) {
        this.mirror = mirror;
        this.store = store;
        this.activities = activities;
        this.people = people;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param marketoId the person; one that was merged is its winner
     * @param kinds only these; empty for all
     * @param since only at or after this time; null for the whole window
     * @param after the last item of the page before; null for the first page
     * @param limit at most so many
     */
    public record Request(
            long marketoId,
            List<PanelKind> kinds,
            @Nullable Instant since,
            @Nullable After after,
            int limit) {}

    /** The last item of a page. */
    public record After(Instant occurredAt, String key) {}

    /**
     * A page.
     *
     * @param items newest first
     * @param readAt when Marketo was read for the person last; empty if never
     * @param problem why it was not read for this page; empty if it was, or for a later page
     */
    public record Listing(List<PanelItem> items, Optional<Instant> readAt, Optional<String> problem) {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** Lists. The first page reads Marketo. */
    public Listing list(Request request) {
        long person = Objects.requireNonNull(
                people.winners(List.of(request.marketoId())).get(request.marketoId()));
        After after = request.after();
        Optional<String> problem = after == null ? read(person) : Optional.empty();
        List<PanelKind> kinds = request.kinds().isEmpty() ? Arrays.asList(PanelKind.values()) : request.kinds();
        List<Place> places = store.list(new Wanted(
                person,
                since(request.since()),
                kinds,
                after == null ? END : after.occurredAt(),
                after == null ? LAST_KEY : after.key(),
                request.limit()));
        return new Listing(items(places), store.lastRead(person).flatMap(SqlMirrorStore.LastRead::completeAt), problem);
    }

    private Optional<String> read(long person) {
        return people.isGone(person)
                ? Optional.of("the person was deleted in Marketo, or is erased")
                : mirror.read(person);
    }

    private Instant since(@Nullable Instant asked) {
        Instant first = clock.instant().minus(MirrorPerson.WINDOW);
        return asked == null || asked.isBefore(first) ? first : asked;
    }

    private List<PanelItem> items(List<Place> places) {
        List<String> recorded =
                places.stream().map(Place::recordedKey).filter(Objects::nonNull).toList();
        Map<String, Activity> byKey =
                activities.list(recorded).stream().collect(Collectors.toMap(Activity::key, Function.identity()));
        List<PanelItem> items = new ArrayList<>(places.size());
        for (Place place : places) {
            MirroredActivity mirrored = place.mirrored();
            Activity activity = place.recordedKey() == null ? null : byKey.get(place.recordedKey());
            if (mirrored != null) {
                items.add(new PanelItem.Mirrored(mirrored));
            } else if (activity != null) {
                items.add(new PanelItem.Recorded(activity, Optional.ofNullable(place.guid())));
            }
        }
        return items;
    }
}
