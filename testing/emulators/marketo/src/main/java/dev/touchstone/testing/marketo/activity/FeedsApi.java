package dev.touchstone.testing.marketo.activity;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.asset.StaticLists;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.http.Times;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Paging tokens and the three feeds: activities, lead changes, deleted leads.
 *
 * <p><b>Boundaries:</b> 10 types, 30 leads, 300 entries a page; a list with 10,000 members or more is refused with 1003;
 * deletions older than 14 days are pruned. Every page has a {@code nextPageToken}; {@code moreResult} says whether to go on.
 */
public final class FeedsApi {
    private static final int MAX_TYPES = 10;
    private static final int MAX_LEADS = 30;
    private static final int MAX_BATCH = 300;
    private static final int MAX_LIST = 9_999;
    private static final Duration DELETIONS_KEPT = Duration.ofDays(14);

    private final ActivityLog log;
    private final Feeds feeds;
    private final StaticLists lists;
    private final LeadRows fields;
    private final Clock clock;

    public FeedsApi(ActivityLog log, Feeds feeds, StaticLists lists, LeadRows fields, Clock clock) {
        this.log = log;
        this.feeds = feeds;
        this.lists = lists;
        this.fields = fields;
        this.clock = clock;
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("GET", "/rest/v1/activities/pagingtoken.json", this::pagingToken)
                .add("GET", "/rest/v1/activities.json", this::activities)
                .add("GET", "/rest/v1/activities/leadchanges.json", this::leadChanges)
                .add("GET", "/rest/v1/activities/deletedleads.json", this::deletedLeads);
    }

    private Reply pagingToken(Request request) throws ApiRefusal {
        Instant since = Times.parse(Arguments.required(request, "sinceDatetime"));
        return new Reply.Members(
                Map.of("nextPageToken", Position.before(since).token(clock.instant(), feeds.filler())));
    }

    private Reply activities(Request request) throws ApiRefusal {
        Set<Integer> types = Set.copyOf(numbers(request, "activityTypeIds", MAX_TYPES, Integer::valueOf));
        if (types.isEmpty()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'activityTypeIds'");
        }
        Predicate<Activity> who = people(request);
        return page(
                request,
                activity -> types.contains(activity.typeId()) && who.test(activity),
                activity -> row(activity, Times.zulu(activity.date())));
    }

    private Reply leadChanges(Request request) throws ApiRefusal {
        Arguments.required(request, "fields");
        Set<String> names = Set.copyOf(fields.fieldNames(request));
        Predicate<Activity> who = people(request);
        return page(
                request,
                activity ->
                        (activity.typeId() == ActivityTypes.NEW_LEAD || changes(activity, names)) && who.test(activity),
                activity -> changeRow(activity, names));
    }

    private Reply deletedLeads(Request request) throws ApiRefusal {
        Instant kept = clock.instant().minus(DELETIONS_KEPT);
        return page(
                request,
                activity -> activity.typeId() == ActivityTypes.DELETE_LEAD
                        && !activity.date().isBefore(kept),
                activity -> row(activity, Times.offset(activity.date())));
    }

    private Reply page(
            Request request, Predicate<Activity> wanted, Function<Activity, Map<String, @Nullable Object>> row)
            throws ApiRefusal {
        int batch = Arguments.number(request, "batchSize", MAX_BATCH, 1, MAX_BATCH);
        Position after = feeds.check(Arguments.required(request, "nextPageToken"), clock.instant());
        ActivityLog.Page page = feeds.nextIsEmpty()
                ? new ActivityLog.Page(List.of(), after, true)
                : log.read(after, wanted, batch, feeds.scan());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("nextPageToken", page.next().token(clock.instant(), feeds.filler()));
        members.put("moreResult", page.more());
        if (!page.activities().isEmpty()) {
            members.put("result", page.activities().stream().map(row).toList());
        }
        return new Reply.Members(members);
    }

    private Predicate<Activity> people(Request request) throws ApiRefusal {
        List<Long> ids = numbers(request, "leadIds", MAX_LEADS, Long::valueOf);
        Optional<String> list = request.parameter("listId");
        if (list.isEmpty()) {
            Set<Long> wanted = Set.copyOf(ids);
            return activity -> wanted.isEmpty() || wanted.contains(activity.leadId());
        }
        long id = Arguments.number(request, "listId", 0, 0, Integer.MAX_VALUE);
        if (!ids.isEmpty() || !lists.exists(id)) {
            throw new ApiRefusal(ids.isEmpty() ? "1013" : "1003");
        }
        if (lists.size(id) > MAX_LIST) {
            throw new ApiRefusal("1003", "The list has too many members: " + lists.size(id));
        }
        Set<Long> members =
                lists.members(id, 0, MAX_LIST).stream().map(Lead::id).collect(Collectors.toSet());
        return activity -> members.contains(activity.leadId());
    }

    private static <N> List<N> numbers(Request request, String name, int max, Function<String, N> parse)
            throws ApiRefusal {
        List<String> texts = request.list(name);
        if (texts.size() > max) {
            throw new ApiRefusal("1003", "At most " + max + " " + name + " but there are " + texts.size());
        }
        try {
            return texts.stream().distinct().map(parse).toList();
        } catch (NumberFormatException notANumber) {
            throw new ApiRefusal("1001", "Invalid value in " + name + ". Required of type 'Integer'");
        }
    }

    private static boolean changes(Activity activity, Set<String> names) {
        return activity.changes().stream().anyMatch(change -> names.contains(change.field()));
    }

    private Map<String, @Nullable Object> row(Activity activity, String date) {
        Map<String, @Nullable Object> row = head(activity, date);
        activity.primary().ifPresent(primary -> {
            if (primary.id() > 0) {
                row.put("primaryAttributeValueId", primary.id());
            }
            row.put("primaryAttributeValue", primary.value());
        });
        row.put("attributes", activity.attributes());
        return row;
    }

    private Map<String, @Nullable Object> changeRow(Activity activity, Set<String> names) {
        Map<String, @Nullable Object> row = head(activity, Times.offset(activity.date()));
        List<Map<String, @Nullable Object>> changed = new ArrayList<>();
        for (Activity.Change change : activity.changes()) {
            if (names.contains(change.field())) {
                Map<String, @Nullable Object> field = new LinkedHashMap<>();
                field.put("id", change.fieldId());
                field.put("name", change.field());
                field.put("newValue", change.after());
                field.put("oldValue", change.before());
                changed.add(field);
            }
        }
        row.put("fields", changed);
        row.put("attributes", activity.attributes());
        return row;
    }

    private Map<String, @Nullable Object> head(Activity activity, String date) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        boolean withoutGuids = feeds.withoutGuids();
        if (!feeds.withoutIds()) {
            row.put("id", withoutGuids ? 1 : activity.number());
        }
        if (!withoutGuids) {
            row.put("marketoGUID", Long.toString(activity.number()));
        }
        row.put("leadId", activity.leadId());
        row.put("activityDate", date);
        row.put("activityTypeId", activity.typeId());
        return row;
    }
}
