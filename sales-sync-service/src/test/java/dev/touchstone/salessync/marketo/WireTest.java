package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import dev.touchstone.salessync.marketo.CustomActivityType.Names;
import dev.touchstone.salessync.marketo.ScriptedMarketo.Reply;
import dev.touchstone.salessync.marketo.ScriptedMarketo.Seen;
import dev.touchstone.salessync.remote.ErrorClass;
import dev.touchstone.salessync.remote.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers as they are on the wire. */
class WireTest {
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String ADD = "/rest/v1/activities/external.json";
    private static final String CHANGES = "/rest/v1/activities/leadchanges.json";
    private static final CustomActivity ACTIVITY = new CustomActivity(
            7, Instant.parse("2026-07-15T10:00:00.123456Z"), 100_001, "SEND", Map.of("activityKey", "01J2"));
    private ScriptedMarketo marketo;

    @BeforeEach
    void start() throws IOException {
        marketo = new ScriptedMarketo();
        marketo.answer(
                "/rest/v1/leads/describe.json",
                Reply.json(
                        "{\"success\":true,\"result\":[{\"rest\":{\"name\":\"id\"}},{\"rest\":{\"name\":\"email\"}}]}"));
    }

    @AfterEach
    void stop() {
        marketo.close();
    }

    private static MarketoError error(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MarketoFailure.class, call).error();
    }

    @Test
    void aCompressedAnswerIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"success\":true,\"result\":[{\"id\":7}]}".getBytes(StandardCharsets.UTF_8));
        }
        marketo.answer(LEADS, new Reply(200, Map.of("Content-Encoding", "gzip"), packed.toByteArray()));
        assertThat(marketo.open().leads(Lane.FEED).existing(List.of(7L))).containsExactly(7L);
    }

    /** Memory is bounded, packed or not; what is too large is read in halves. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerAboveTheLimitIsNotReadToItsEnd(boolean packed) throws IOException {
        byte[] blanks = " ".repeat(HttpAnswer.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream out = packed ? new GZIPOutputStream(body) : body) {
            out.write(blanks);
        }
        Map<String, String> headers = packed ? Map.of("Content-Encoding", "gzip") : Map.of();
        marketo.answer(
                LEADS,
                new Reply(200, headers, body.toByteArray()),
                Reply.json("{\"success\":true,\"result\":[{\"id\":7}]}"),
                Reply.json("{\"success\":true,\"result\":[{\"id\":8}]}"));
        assertThat(marketo.open().leads(Lane.FEED).existing(List.of(7L, 8L))).containsExactly(7L, 8L);
    }

    /** 702 and a missing result mean that nothing matched. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true}",
                "{\"success\":true,\"result\":[],\"warnings\":[\"x\"]}",
                "{\"success\":false,\"errors\":[{\"code\":\"702\",\"message\":\"No data found\"}]}"
            })
    void nothingFoundHasSeveralShapes(String body) {
        marketo.answer(LEADS, Reply.json(body));
        assertThat(marketo.open().leads(Lane.FEED).existing(List.of(7L))).isEmpty();
    }

    /** A write that was cut may have been executed: it is sent once, and the caller is told. F3. */
    @Test
    void aWriteWhoseAnswerIsLostIsSentOnceAndInDoubt() {
        marketo.answer(ADD, Reply.json("{}").cutAfter(0));
        CustomActivitiesApi activities = marketo.open().customActivities(Lane.ACTIVITY);
        assertThat(error(() -> activities.add(List.of(ACTIVITY))).maybeExecuted())
                .isTrue();
        assertThat(marketo.seen()).hasSize(1);
    }

    @Test
    void aWriteThatNeverReachedMarketoWasNotExecuted() {
        CustomActivitiesApi activities = marketo.open().customActivities(Lane.ACTIVITY);
        marketo.answer(ADD, Reply.json("{\"success\":true,\"result\":[{\"status\":\"added\"}]}"));
        activities.add(List.of(ACTIVITY));
        marketo.close();
        // The first write after the end may still find the old connection; then nobody listens any more.
        await().untilAsserted(() -> {
            MarketoError error = error(() -> activities.add(List.of(ACTIVITY)));
            assertThat(error).isEqualTo(new MarketoError.Unreachable("ConnectException", false));
        });
    }

    /** A gateway's error and a page of HTML tell nothing about a write; a code of Marketo's gate does. */
    @Test
    void whatComesInsteadOfAnAnswerDecidesWhetherAWriteIsInDoubt() {
        CustomActivitiesApi activities = marketo.open().customActivities(Lane.ACTIVITY);
        marketo.answer(
                ADD,
                new Reply(502, Map.of(), new byte[0]),
                Reply.json("<html>").with("Content-Type", "text/html"),
                Reply.json("{\"success\":false,\"errors\":[{\"code\":\"604\"}]}"),
                Reply.json("{\"success\":false,\"errors\":[{\"code\":\"611\"}]}"),
                Reply.json("{\"success\":true,\"result\":[]}"),
                new Reply(413, Map.of(), new byte[0]));
        assertThat(error(() -> activities.add(List.of(ACTIVITY))).maybeExecuted())
                .isTrue();
        assertThat(error(() -> activities.add(List.of(ACTIVITY))).maybeExecuted())
                .isTrue();
        assertThat(error(() -> activities.add(List.of(ACTIVITY))).maybeExecuted())
                .isTrue();
        assertThat(error(() -> activities.add(List.of(ACTIVITY)))).isEqualTo(new MarketoError.SystemError("611"));
        assertThat(error(() -> activities.add(List.of(ACTIVITY))).maybeExecuted())
                .isTrue();
        assertThat(error(() -> activities.add(List.of(ACTIVITY)))).isInstanceOf(MarketoError.TooLarge.class);
        assertThat(marketo.gate().outcomes())
                .containsExactly(
                        CallOutcome.FAILED,
                        CallOutcome.FAILED,
                        CallOutcome.ANSWERED_FREE,
                        CallOutcome.ANSWERED_FREE,
                        CallOutcome.ANSWERED,
                        CallOutcome.ANSWERED);
    }

    @Test
    void activitiesAreSentAsMarketoWantsThemAndEachRowHasItsResult() {
        marketo.answer(
                ADD,
                Reply.json("{\"success\":true,\"result\":[{\"status\":\"added\",\"marketoGUID\":\"g1\"},"
                        + "{\"status\":\"skipped\",\"errors\":[{\"code\":\"1004\",\"message\":\"Lead not found\"}]},"
                        + "{\"id\":\"9\",\"status\":\"added\"}]}"));
        List<RowResult> results =
                marketo.open().customActivities(Lane.ACTIVITY).add(List.of(ACTIVITY, ACTIVITY, ACTIVITY));
        assertThat(results)
                .containsExactly(
                        RowResult.added("g1"),
                        RowResult.skipped("1004", new Verdict(ErrorClass.IDENTITY, Verdict.Action.RESOLVE_ALIAS)),
                        RowResult.added("9"));
        String row = "{\"leadId\":7,\"activityDate\":\"2026-07-15T10:00:00Z\",\"activityTypeId\":100001,"
                + "\"primaryAttributeValue\":\"SEND\",\"attributes\":[{\"apiName\":\"activityKey\",\"value\":\"01J2\"}]}";
        assertThat(marketo.seen().get(0).body()).isEqualTo("{\"input\":[" + row + "," + row + "," + row + "]}");
    }

    @Test
    void aTypeIsCreatedGivenAttributesAndApproved() {
        String type = "/rest/v1/activities/external/type";
        String ok = "{\"success\":true,\"result\":[{\"apiName\":\"sia\"}]}";
        marketo.answer(type + ".json", Reply.json(ok));
        marketo.answer(type + "/sia/attributes/create.json", Reply.json(ok));
        marketo.answer(type + "/sia/approve.json", Reply.json(ok));
        marketo.answer(
                "/rest/v1/activities/external/types.json",
                Reply.json("{\"success\":true,\"result\":[{\"id\":100001,\"apiName\":\"sia\",\"name\":\"SIA Activity\","
                        + "\"triggerName\":\"t\",\"filterName\":\"f\",\"status\":\"approved with draft\","
                        + "\"primaryAttribute\":{\"apiName\":\"kind\",\"name\":\"Kind\",\"dataType\":\"string\"}}]}"));
        Attribute kind = new Attribute("kind", "Kind", "string");
        CustomActivityType sia = new CustomActivityType(
                OptionalInt.of(100_001),
                "sia",
                new Names("SIA Activity", "t", "f"),
                CustomActivityType.State.APPROVED_WITH_DRAFT,
                kind,
                List.of());
        CustomActivitiesApi activities = marketo.open().customActivities(Lane.ACTIVITY);

        activities.create(sia);
        activities.addAttributes("sia", List.of(new Attribute("link", "Link", "url")));
        activities.approve("sia");
        assertThat(activities.types()).containsExactly(sia);
        assertThat(sia.isApproved()).isTrue();
        assertThat(marketo.seen())
                .map(Seen::body)
                .containsExactly(
                        "{\"apiName\":\"sia\",\"name\":\"SIA Activity\",\"triggerName\":\"t\",\"filterName\":\"f\","
                                + "\"primaryAttribute\":{\"apiName\":\"kind\",\"name\":\"Kind\",\"dataType\":\"string\"}}",
                        "{\"attributes\":[{\"apiName\":\"link\",\"name\":\"Link\",\"dataType\":\"url\"}]}",
                        "",
                        "");
    }

    /** AC-21: an empty page with more behind it; and the shapes that feeds have. */
    @Test
    void feedsAreReadInAllTheirShapes() {
        marketo.answer(
                CHANGES,
                Reply.json("{\"success\":true,\"nextPageToken\":\"T2\",\"moreResult\":true}"),
                Reply.json("{\"success\":true,\"nextPageToken\":\"T3\",\"moreResult\":false,\"result\":[{\"id\":1,"
                        + "\"marketoGUID\":\"g1\",\"leadId\":42,\"activityDate\":\"2014-09-17T22:31:49+0000\","
                        + "\"activityTypeId\":13,\"fields\":[{\"id\":9,\"name\":\"email\",\"newValue\":\"a@x.test\"}]},"
                        + "{\"marketoGUID\":\"g2\",\"leadId\":43,\"activityDate\":\"2014-09-17T22:31:50Z\","
                        + "\"activityTypeId\":12}]}"));
        FeedsApi feeds = marketo.open().feeds(Lane.FEED);
        assertThat(feeds.leadChanges("T1"))
                .isEqualTo(
                        new LeadChanges(new FeedPage<>(List.of(), "T2", true), Set.of(LeadField.ID, LeadField.EMAIL)));
        assertThat(feeds.leadChanges("T2").page())
                .isEqualTo(new FeedPage<>(
                        List.of(
                                new LeadChange("g1", 42, Instant.parse("2014-09-17T22:31:49Z"), 13, List.of("email")),
                                new LeadChange("g2", 43, Instant.parse("2014-09-17T22:31:50Z"), 12, List.of())),
                        "T3",
                        false));
        assertThat(marketo.seen().get(1).query()).isEqualTo("batchSize=300&fields=id%2Cemail&nextPageToken=T1");
    }

    /** R-I-6: the integer id may be repeated and identifies nothing; an entry that says nothing does not end the feed. */
    @Test
    void entriesThatAreNotAsTheyShouldBeDoNotStopAFeed() {
        marketo.answer(
                "/rest/v1/activities/deletedleads.json",
                Reply.json("{\"success\":true,\"nextPageToken\":\"T2\",\"result\":["
                        + "{\"id\":5,\"leadId\":9,\"activityDate\":\"2026-07-15T10:00:00Z\"},"
                        + "{\"marketoGUID\":null,\"leadId\":10,\"activityDate\":\"2026-07-15T10:00:01Z\"},"
                        + "{\"marketoGUID\":\"g1\",\"activityDate\":\"2026-07-15T10:00:02Z\"},"
                        + "{\"marketoGUID\":\"g2\",\"leadId\":null,\"activityDate\":\"2026-07-15T10:00:02Z\"},"
                        + "{\"marketoGUID\":\"g3\",\"leadId\":11,\"activityDate\":\"yesterday\"}]}"));
        Instant before = Instant.now();
        List<DeletedLead> deleted =
                marketo.open().feeds(Lane.FEED).deletedLeads("T1").items();
        assertThat(deleted.subList(0, 2))
                .containsExactly(
                        new DeletedLead("", 9, Instant.parse("2026-07-15T10:00:00Z")),
                        new DeletedLead("", 10, Instant.parse("2026-07-15T10:00:01Z")));
        assertThat(deleted).hasSize(3);
        assertThat(deleted.get(2).leadId()).isEqualTo(11);
        assertThat(deleted.get(2).at()).isBetween(before, Instant.now());
    }

    /** A token that is null is none, and not the word. */
    @Test
    void aNullTokenIsTheEnd() {
        marketo.answer(
                "/rest/v1/lists/5/leads.json",
                Reply.json("{\"success\":true,\"nextPageToken\":null,\"result\":[{\"id\":1}]}"));
        marketo.answer(
                "/bulk/v1/leads/export.json", Reply.json("{\"success\":true,\"nextPageToken\":null,\"result\":[]}"));
        marketo.answer(
                "/rest/v1/activities/deletedleads.json",
                Reply.json("{\"success\":true,\"nextPageToken\":null,\"moreResult\":false}"));
        MarketoInstance instance = marketo.open();
        assertThat(instance.leads(Lane.SNAPSHOT).list(5, "").more()).isFalse();
        assertThat(instance.bulk(Lane.SNAPSHOT).jobs()).isEmpty();
        assertThat(instance.feeds(Lane.FEED).deletedLeads("T1")).isEqualTo(new FeedPage<>(List.of(), "", false));
    }

    /** F6: one renewal, and the same page is asked for again. */
    @Test
    void aTokenThatExpiresInTheMiddleOfPagingIsRenewedForTheSamePage() {
        String deleted = "/rest/v1/activities/deletedleads.json";
        marketo.answer(
                deleted,
                Reply.json("{\"success\":true,\"nextPageToken\":\"T2\",\"moreResult\":true}"),
                Reply.json("{\"success\":false,\"errors\":[{\"code\":\"602\",\"message\":\"Access token expired\"}]}"),
                Reply.json("{\"success\":true,\"nextPageToken\":\"T3\",\"moreResult\":false}"));
        FeedsApi feeds = marketo.open().feeds(Lane.FEED);
        assertThat(feeds.deletedLeads("T1").more()).isTrue();
        assertThat(feeds.deletedLeads("T2")).isEqualTo(new FeedPage<>(List.of(), "T3", false));
        assertThat(marketo.seen())
                .map(Seen::query)
                .containsExactly(
                        "batchSize=300&nextPageToken=T1",
                        "batchSize=300&nextPageToken=T2",
                        "batchSize=300&nextPageToken=T2");
    }

    @Test
    void activitiesKeepTheirAttributesByName() {
        marketo.answer(
                "/rest/v1/activities.json",
                Reply.json("{\"success\":true,\"nextPageToken\":\"T2\",\"result\":[{\"id\":5,\"leadId\":11,"
                        + "\"activityDate\":\"2017-01-21T11:47:30-08:00\",\"activityTypeId\":32,"
                        + "\"primaryAttributeValueId\":11,\"primaryAttributeValue\":\"Ann\",\"attributes\":["
                        + "{\"name\":\"Merge IDs\",\"value\":[12,13]},{\"name\":\"Master Updated\",\"value\":true},"
                        + "{\"name\":\"Count\",\"value\":3},{\"name\":\"Empty\",\"value\":null}]}]}"));
        FeedsApi feeds = marketo.open().feeds(Lane.FEED);
        assertThat(feeds.activities("T1", List.of(32, 12), List.of(11L)).items())
                .containsExactly(new MarketoActivity(
                        "",
                        11,
                        Instant.parse("2017-01-21T19:47:30Z"),
                        32,
                        new MarketoActivity.Primary(OptionalLong.of(11), "Ann"),
                        Map.of("Merge IDs", "[12,13]", "Master Updated", "true", "Count", "3")));
        assertThat(marketo.seen().get(0).query())
                .isEqualTo("activityTypeIds=32%2C12&batchSize=300&leadIds=11&nextPageToken=T1");
        assertThatThrownBy(() -> feeds.activities("T1", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokensDeletionsTypesAndUsageAreRead() {
        marketo.answer(
                "/rest/v1/activities/pagingtoken.json",
                Reply.json("{\"success\":true,\"nextPageToken\":\"T1\"}"),
                Reply.json("{\"success\":true}"));
        marketo.answer(
                "/rest/v1/activities/deletedleads.json",
                Reply.json("{\"success\":true,\"nextPageToken\":\"T2\",\"result\":[{\"marketoGUID\":\"g\",\"leadId\":9,"
                        + "\"activityDate\":\"2026-07-15T10:00:00Z\",\"activityTypeId\":37}]}"));
        marketo.answer(
                "/rest/v1/activities/types.json",
                Reply.json("{\"success\":true,\"result\":[{\"id\":32,\"name\":\"Merge Leads\"}]}"));
        marketo.answer(
                "/rest/v1/stats/usage.json",
                Reply.json("{\"success\":true,\"result\":[{\"date\":\"2026-07-15\",\"total\":4711,\"users\":[]}]}"));
        MarketoInstance instance = marketo.open();
        FeedsApi feeds = instance.feeds(Lane.FEED);
        assertThat(feeds.pagingToken(Instant.parse("2026-07-15T09:45:00.5Z"))).isEqualTo("T1");
        assertThat(marketo.seen().get(0).query()).isEqualTo("sinceDatetime=2026-07-15T09%3A45%3A00Z");
        assertThat(error(() -> feeds.pagingToken(Instant.EPOCH))).isInstanceOf(MarketoError.Unreachable.class);
        assertThat(feeds.deletedLeads("T1").items())
                .containsExactly(new DeletedLead("g", 9, Instant.parse("2026-07-15T10:00:00Z")));
        assertThat(feeds.activityTypes()).isEqualTo(Map.of("Merge Leads", 32));
        assertThat(instance.usage(Lane.RECONCILE)).isEqualTo(new DailyUsage(4711));
    }

    @Test
    void aStaticListIsReadPageByPage() {
        marketo.answer(
                "/rest/v1/lists/5/leads.json",
                Reply.json(
                        "{\"success\":true,\"nextPageToken\":\"P2\",\"result\":[{\"id\":1,\"email\":\"a@x.test\"}]}"),
                Reply.json("{\"success\":true}"));
        LeadsApi leads = marketo.open().leads(Lane.SNAPSHOT);
        FeedPage<MarketoLead> first = leads.list(5, "");
        assertThat(first.more()).isTrue();
        assertThat(first.items()).map(MarketoLead::id).containsExactly(1L);
        assertThat(leads.list(5, first.nextToken()).more()).isFalse();
        assertThat(marketo.seen().get(2).query()).contains("nextPageToken=P2");
    }

    /** A token may be so long that the address would be too long. */
    @Test
    void aLongPagingTokenGoesAsAForm() {
        String token = "T".repeat(8_000);
        marketo.answer(
                "/rest/v1/activities/deletedleads.json", Reply.json("{\"success\":true,\"nextPageToken\":\"T2\"}"));
        marketo.open().feeds(Lane.FEED).deletedLeads(token);
        Seen request = marketo.seen().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).isEqualTo("_method=GET");
        assertThat(request.body()).isEqualTo("batchSize=300&nextPageToken=" + token);
    }
}
