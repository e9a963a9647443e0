package dev.touchstone.testing.marketo.activity;

import dev.touchstone.testing.marketo.activity.Activity.Attribute;
import dev.touchstone.testing.marketo.activity.Activity.Change;
import dev.touchstone.testing.marketo.activity.Activity.Primary;
import dev.touchstone.testing.marketo.http.Times;
import dev.touchstone.testing.marketo.lead.FieldCatalogue;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The activity log, in the order of dates. Edits of people are entered as they are made. Thread-safe.
 *
 * <p>A reader who has come to the end stands at the present: what arrives with an earlier date, or becomes visible later, is
 * found only by a reader who begins again before that date.
 */
public final class ActivityLog implements LeadJournal {
    private final Clock clock;
    private final FieldCatalogue fields;
    private final NavigableMap<Position, Activity> log = new TreeMap<>();
    private long lastNumber;
    private Duration delay = Duration.ZERO;
    private Duration customDelay = Duration.ZERO;
    private boolean losersAreDeleted;

    /** What one page of a feed holds, and where the next one begins. */
    record Page(List<Activity> activities, Position next, boolean more) {}

    public ActivityLog(Clock clock, FieldCatalogue fields) {
        this.clock = clock;
        this.fields = fields;
    }

    /** Activities become visible only so long after they are entered, from now on; their dates stay as they are. */
    public synchronized void visibleAfter(Duration later) {
        delay = later;
    }

    /** The same for custom activities, beside the other delay. */
    public synchronized void customVisibleAfter(Duration later) {
        customDelay = later;
    }

    /** Whether records that were merged away are listed among the deleted ones too; at first they are not. */
    public synchronized void losersAreDeleted(boolean listed) {
        losersAreDeleted = listed;
    }

    /**
     * Enters an activity of a native type, now, as Marketo's own processes do.
     *
     * @param date when it happened; the present if it is empty
     */
    public void record(int typeId, long leadId, Primary primary, List<Attribute> attributes, Optional<Instant> date) {
        enter(typeId, leadId, date, Optional.of(primary), attributes, List.of());
    }

    /** Forgets all activities and delays. */
    public synchronized void clear() {
        log.clear();
        delay = Duration.ZERO;
        customDelay = Duration.ZERO;
        losersAreDeleted = false;
    }

    /** All activities that a caller asks for, by date, visible or not. */
    public synchronized List<Activity> all(Predicate<Activity> wanted) {
        return log.values().stream().filter(wanted).toList();
    }

    /**
     * The custom activities that came in, by the value of one of their attributes, in the order of arrival; those without it
     * are left out.
     */
    public synchronized List<Received> received(String attribute) {
        Map<String, List<Activity>> byKey = new LinkedHashMap<>();
        log.values().stream()
                .filter(activity -> CustomTypes.isCustom(activity.typeId()))
                .sorted(Comparator.comparingLong(Activity::number))
                .forEach(activity -> activity.attribute(attribute)
                        .ifPresent(key -> byKey.computeIfAbsent(key, ignored -> new ArrayList<>())
                                .add(activity)));
        return byKey.entrySet().stream()
                .map(entry -> new Received(
                        entry.getKey(),
                        entry.getValue().get(0),
                        entry.getValue().size()))
                .toList();
    }

    /**
     * A custom activity that came in.
     *
     * @param key the attribute by which its sender knows it
     * @param first the first copy
     * @param copies how often it came
     */
    public record Received(String key, Activity first, int copies) {}

    /** How many activities there are. */
    public synchronized int size() {
        return log.size();
    }

    @Override
    public void created(Lead lead, Optional<Instant> date) {
        String source = "Web service API";
        enter(
                ActivityTypes.NEW_LEAD,
                lead.id(),
                date,
                Optional.empty(),
                List.of(
                        new Attribute(
                                "Created Date", Times.zulu(lead.createdAt()).substring(0, 10)),
                        new Attribute("Source Type", source)),
                List.of());
    }

    @Override
    public void changed(Lead lead, List<FieldChange> changes, Optional<Instant> date) {
        List<Attribute> attributes = new ArrayList<>(
                List.of(new Attribute("Source", "Web service API"), new Attribute("Lead ID", lead.id())));
        FieldChange first = changes.get(0);
        if (first.after() != null) {
            attributes.add(new Attribute("New Value", first.after()));
        }
        enter(
                ActivityTypes.CHANGE_DATA_VALUE,
                lead.id(),
                date,
                Optional.of(new Primary(fields.number(first.field()), displayName(first.field()))),
                attributes,
                changes.stream()
                        .map(change -> new Change(
                                fields.number(change.field()), change.field(), change.before(), change.after()))
                        .toList());
    }

    @Override
    public void deleted(Lead lead, Optional<Instant> date) {
        enter(
                ActivityTypes.DELETE_LEAD,
                lead.id(),
                date,
                Optional.of(new Primary(lead.id(), name(lead))),
                List.of(),
                List.of());
    }

    @Override
    public synchronized void merged(Lead winner, List<Lead> losers, Optional<Instant> date) {
        String ids = losers.stream().map(lead -> Long.toString(lead.id())).collect(Collectors.joining(", ", "[", "]"));
        enter(
                ActivityTypes.MERGE_LEADS,
                winner.id(),
                date,
                Optional.of(new Primary(winner.id(), name(winner))),
                List.of(
                        new Attribute("Master Updated", true),
                        new Attribute("Merge IDs", ids),
                        new Attribute("Merge Source", "Web service API"),
                        new Attribute("Merged in Sales", false)),
                List.of());
        if (losersAreDeleted) {
            losers.forEach(lead -> deleted(lead, date));
        }
    }

    /** Enters a custom activity. */
    Activity custom(int typeId, long leadId, Instant date, String primary, List<Attribute> attributes) {
        return enter(typeId, leadId, Optional.of(date), Optional.of(new Primary(0, primary)), attributes, List.of());
    }

    /**
     * Reads a page: looks at up to {@code scan} entries after a place, and shows those that are visible and wanted, up to
     * {@code batch}.
     */
    synchronized Page read(Position after, Predicate<Activity> wanted, int batch, int scan) {
        Instant now = clock.instant();
        List<Activity> page = new ArrayList<>();
        Position last = after;
        int seen = 0;
        Iterator<Activity> entries = log.tailMap(after, false).values().iterator();
        while (entries.hasNext() && page.size() < batch && seen < scan) {
            Activity activity = entries.next();
            last = new Position(activity.date(), activity.number());
            seen++;
            if (!activity.visibleFrom().isAfter(now) && wanted.test(activity)) {
                page.add(activity);
            }
        }
        if (entries.hasNext()) {
            return new Page(page, last, true);
        }
        Position present = Position.before(now);
        return new Page(page, last.compareTo(present) > 0 ? last : present, false);
    }

    private synchronized Activity enter(
            int typeId,
            long leadId,
            Optional<Instant> date,
            Optional<Primary> primary,
            List<Attribute> attributes,
            List<Change> changes) {
        Instant now = clock.instant();
        Duration later = CustomTypes.isCustom(typeId) ? delay.plus(customDelay) : delay;
        Activity activity = new Activity(
                ++lastNumber, typeId, leadId, date.orElse(now), now.plus(later), primary, attributes, changes);
        log.put(new Position(activity.date(), activity.number()), activity);
        return activity;
    }

    private String displayName(String field) {
        return fields.find(field).map(FieldCatalogue.Field::displayName).orElse(field);
    }

    private static String name(Lead lead) {
        return Stream.of(lead.value("firstName"), lead.value("lastName"))
                .filter(part -> part != null)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
