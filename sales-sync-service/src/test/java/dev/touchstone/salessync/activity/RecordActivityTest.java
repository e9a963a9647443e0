package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.GetActivityCountsRequest;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.GetActivityRequest;
import dev.touchstone.salessync.v1.ListActivitiesRequest;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivitiesRequest;
import dev.touchstone.salessync.v1.RecordActivitiesResponse;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.RecordActivityResponse;
import dev.touchstone.salessync.v1.SalesActivity;
import dev.touchstone.salessync.v1.SalesActivityKind;
import dev.touchstone.salessync.v1.SalesActivityService;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc.SalesActivityServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import dev.touchstone.salessync.v1.SalesCampaignMembership;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.salessync.v1.SalesEmailBounce;
import dev.touchstone.salessync.v1.SalesEmailClick;
import dev.touchstone.salessync.v1.SalesEmailReply;
import dev.touchstone.salessync.v1.WatchLiveFeedRequest;
import dev.touchstone.salessync.v1.WatchLiveFeedResponse;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recording, without a Marketo: what is accepted is stored, and stays on its way. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class RecordActivityTest {
    private static final String OWNER = "0055g000001aBcDAAU";

    @GrpcClient("service")
    SalesActivityServiceBlockingStub activities;

    @GrpcClient("service")
    SalesActivityService streams;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws Exception {
        ActivityFixture.empty(database);
        execute("DELETE FROM connection");
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private RecordActivityResponse record(NewSalesActivity activity) {
        return activities.recordActivity(
                RecordActivityRequest.newBuilder().setActivity(activity).build());
    }

    private SalesActivity get(String key) {
        return activities
                .getActivity(GetActivityRequest.newBuilder().setActivityKey(key).build())
                .getActivity();
    }

    private GetActivityCountsResponse counts() {
        return activities.getActivityCounts(GetActivityCountsRequest.getDefaultInstance());
    }

    private static NewSalesActivity send(String key) {
        return ActivityFixture.send(key, 101, "mail-" + key).build();
    }

    /** AC-39: a number has eight digits for as long as possible; what happens to an e-mail uses none up. */
    @Test
    void onlyANewEmailGetsANumber() throws Exception {
        record(ActivityFixture.send("a", 101, "mail-1").build());
        for (int i = 0; i < 5; i++) {
            record(ActivityFixture.open("o" + i, 101, "mail-1", Instant.now()));
        }
        record(ActivityFixture.send("b", 101, "mail-2").build());
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*), max(number) - min(number) FROM sales_email")) {
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(2);
            assertThat(rows.getLong(2)).isEqualTo(1);
        }
    }

    /** AC-101. */
    @Test
    void aKeyMakesOneActivityAndIsNotReusedForAnother() {
        RecordActivityResponse first = record(send("a"));
        RecordActivityResponse again = record(send("a"));

        assertThat(first.getCreated()).isTrue();
        assertThat(again.getCreated()).isFalse();
        assertThat(again.getActivity()).isEqualTo(first.getActivity());
        assertThat(first.getActivity().getActivityKey()).hasSize(26);
        NewSalesActivity other =
                send("a").toBuilder().setActor("another@x.test").build();
        assertThatThrownBy(() -> record(other)).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
            ErrorInfo info = ActivityFixture.detail(failure, ErrorInfo.class);
            assertThat(info.getReason()).isEqualTo("KEY_REUSED");
            assertThat(info.getMetadataMap())
                    .containsEntry("key", "a")
                    .containsEntry("activityKey", first.getActivity().getActivityKey());
        });
        assertThat(counts().getAcceptedCount()).isEqualTo(1);
        assertThat(counts().getInFlightCount()).isEqualTo(1);
    }

    @Test
    void allKindsComeBackAsTheyWereRecorded() {
        SalesEmail email = SalesEmail.newBuilder()
                .setEmailId("mail-1")
                .setSubject("Hello")
                .setTemplateId("t1")
                .setTemplateName("Template")
                .setTemplateUrl("https://x.test/t1")
                .setCampaignName("Spring")
                .setCampaignUrl("https://x.test/c1")
                .build();
        SalesCampaignMembership membership = SalesCampaignMembership.newBuilder()
                .setCampaignId("c1")
                .setCampaignName("Spring")
                .setCampaignUrl("https://x.test/c1")
                .setStatus("active")
                .build();
        NewSalesActivity.Builder bare = ActivityFixture.bare("k", 101);
        List<NewSalesActivity> all = List.of(
                bare.setSend(email).build(),
                bare.setOpen(email).build(),
                bare.setClick(SalesEmailClick.newBuilder().setEmail(email).setLink("https://x.test/l"))
                        .build(),
                bare.setReply(SalesEmailReply.newBuilder().setEmailId("mail-1")).build(),
                bare.setBounce(SalesEmailBounce.newBuilder()
                                .setEmailId("mail-1")
                                .setEmail("gone@x.test")
                                .setDetails("no such user")
                                .setTemplateId("t1"))
                        .build(),
                bare.setCall(SalesCall.newBuilder()
                                .setOutcome("Connected")
                                .setStatus(SalesCallStatus.SALES_CALL_STATUS_COMPLETED)
                                .setPhone("+1 555 0100")
                                .setDurationSeconds(95)
                                .setRecordingUrl("https://x.test/r")
                                .setAnsweredBy("Ann")
                                .setCampaignName("Spring")
                                .setCampaignUrl("https://x.test/c1"))
                        .build(),
                bare.setAddToCampaign(membership).build(),
                bare.setRemoveFromCampaign(membership).build());
        for (int i = 0; i < all.size(); i++) {
            NewSalesActivity sent = all.get(i).toBuilder().setClientKey("k" + i).build();
            SalesActivity stored = get(record(sent).getActivity().getActivityKey());
            assertThat(stored.getActivity()).isEqualTo(sent);
            assertThat(stored.getKind()).isEqualTo(SalesActivityKind.forNumber(i + 1));
            assertThat(stored.getDelivery().getState())
                    .isEqualTo(ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_PENDING);
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        NewSalesActivity wrong = NewSalesActivity.newBuilder()
                .setMarketoId(-1)
                .setOccurTime(ActivityFixture.time(Instant.now().plus(Duration.ofMinutes(11))))
                .setActor("x".repeat(256))
                .setCall(SalesCall.newBuilder().setDurationSeconds(-1).setPhone("1\0"))
                .build();

        assertThatThrownBy(() -> record(wrong)).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(ActivityFixture.detail(failure, BadRequest.class).getFieldViolationsList())
                    .map(violation -> violation.getField() + " " + violation.getReason())
                    .containsExactlyInAnyOrder(
                            "activity.client_key FIELD_REQUIRED",
                            "activity.marketo_id OUT_OF_RANGE",
                            "activity.occur_time TIME_OUT_OF_RANGE",
                            "activity.actor FIELD_TOO_LONG",
                            "activity.call.status FIELD_REQUIRED",
                            "activity.call.phone INVALID_TEXT",
                            "activity.call.duration_seconds OUT_OF_RANGE");
        });
        assertThatThrownBy(() -> record(ActivityFixture.bare("k", 1).build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(ActivityFixture.detail(failure, BadRequest.class)
                                        .getFieldViolationsList())
                                .map(FieldViolation::getField)
                                .containsExactly("activity.content"));
        assertThat(counts().getAcceptedCount()).isZero();
    }

    @Test
    void aStreamIsAnsweredPerMessageAndRefusesABadRecordAlone() {
        record(send("k3"));
        List<RecordActivitiesRequest> requests = new ArrayList<>();
        for (int message = 0; message < 3; message++) {
            int first = message * 100;
            requests.add(RecordActivitiesRequest.newBuilder()
                    .addAllActivities(IntStream.range(first, first + 100)
                            .mapToObj(i -> send("k" + i))
                            .toList())
                    .build());
        }
        RecordActivitiesRequest.Builder mixed = requests.get(1).toBuilder();
        mixed.setActivities(7, send("k107").toBuilder().clearActor());
        mixed.setActivities(8, send("k3").toBuilder().setActor("another@x.test"));
        mixed.setActivities(9, send("k110"));
        requests.set(1, mixed.build());
        requests.add(RecordActivitiesRequest.getDefaultInstance());

        List<RecordActivitiesResponse> answers = streams.recordActivities(
                        Multi.createFrom().iterable(requests))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(answers).map(RecordActivitiesResponse::getRequestIndex).containsExactly(0L, 1L, 2L, 3L);
        assertThat(answers).map(RecordActivitiesResponse::getCreatedCount).containsExactly(99, 97, 100, 0);
        assertThat(answers).map(RecordActivitiesResponse::getDuplicateCount).containsExactly(1, 1, 0, 0);
        assertThat(answers.get(1).getRefusalsList())
                .map(refusal ->
                        refusal.getClientKey() + " " + refusal.getViolations(0).getField() + " "
                                + refusal.getViolations(0).getReason())
                .containsExactly("k107 activities[7].actor FIELD_REQUIRED", "k3 activities[8].client_key KEY_REUSED");
        assertThat(answers.get(3).getRefusalsList()).hasSize(1);
        assertThat(answers.get(0).getRecordedList()).hasSize(100);
        assertThat(counts().getAcceptedCount()).isEqualTo(297);
    }

    /** R-M-5. */
    @Test
    void aRepetitionWithinAMinuteIsSkippedAndCounted() {
        Instant minute = Instant.parse("2026-07-15T10:00:00Z");
        String first = record(ActivityFixture.open("o1", 101, "mail-1", minute))
                .getActivity()
                .getActivityKey();
        String second = record(ActivityFixture.open("o2", 101, "mail-1", minute.plusSeconds(59)))
                .getActivity()
                .getActivityKey();
        String next = record(ActivityFixture.open("o3", 101, "mail-1", minute.plusSeconds(60)))
                .getActivity()
                .getActivityKey();
        String other = record(ActivityFixture.open("o4", 101, "mail-2", minute))
                .getActivity()
                .getActivityKey();
        String click = record(ActivityFixture.click("c1", 101, "mail-1", "https://x.test/1", minute))
                .getActivity()
                .getActivityKey();
        String sameClick = record(ActivityFixture.click("c2", 101, "mail-1", "https://x.test/1", minute))
                .getActivity()
                .getActivityKey();
        String otherClick = record(ActivityFixture.click("c3", 101, "mail-1", "https://x.test/2", minute))
                .getActivity()
                .getActivityKey();

        assertThat(List.of(first, next, other, click, otherClick))
                .allMatch(key ->
                        get(key).getDelivery().getState() == ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_PENDING);
        assertThat(get(second).getDelivery().getCause()).isEqualTo("DUPLICATE_OPEN");
        assertThat(get(sameClick).getDelivery().getCause()).isEqualTo("DUPLICATE_CLICK");
        assertThat(counts().getSkippedCount()).isEqualTo(2);
        assertThat(counts().getInFlightCount()).isEqualTo(5);
    }

    @Test
    void thePanelShowsWhatIsOnItsWayAlsoWithoutMarketo() {
        record(send("a"));
        record(ActivityFixture.open("b", 101, "mail-a", Instant.now()));
        ListActivitiesRequest.Builder request =
                ListActivitiesRequest.newBuilder().setMarketoId(101).setPageSize(1);

        var first = activities.listActivities(request.build());
        assertThat(first.getMarketoProblem()).isEqualTo("Marketo is not connected");
        assertThat(first.getActivitiesList()).singleElement().satisfies(item -> {
            assertThat(item.getTypeName()).isEqualTo("Open Sales Email");
            assertThat(item.getOnItsWay()).isTrue();
        });
        var second = activities.listActivities(
                request.setPageToken(first.getNextPageToken()).build());
        assertThat(second.getActivitiesList())
                .singleElement()
                .satisfies(item -> assertThat(item.getTypeName()).isEqualTo("Send Sales Email"));
        assertThat(second.getNextPageToken()).isEmpty();
        assertThatThrownBy(() ->
                        activities.listActivities(request.setMarketoId(102).build()))
                .hasMessageContaining("page_token");
    }

    @Test
    void theLiveFeedTellsAnOwnersActivitiesOnceAndResumes() throws Exception {
        execute("INSERT INTO person (marketo_id, state, owner_id, type, unsubscribed, email_invalid, truncated,"
                + " content_hash, version, read_at) VALUES (101, 'ACTIVE', '" + OWNER
                + "', 'LEAD', false, false, false, '', 1, now())");
        record(send("before"));
        try (CancellableContext watching = Context.current().withCancellation()) {
            Iterator<WatchLiveFeedResponse> feed = watch(watching, OWNER.substring(0, 15), "");
            String start = feed.next().getAfterCursor();

            record(send("a"));
            record(ActivityFixture.send("of-nobody", 102, "mail-x").build());
            record(send("b"));
            List<String> seen = new ArrayList<>();
            while (seen.size() < 2) {
                feed.next()
                        .getActivitiesList()
                        .forEach(activity -> seen.add(activity.getActivity().getClientKey()));
            }
            assertThat(seen).containsExactly("a", "b");
            assertThat(watch(watching, OWNER, start).next().getActivitiesList())
                    .map(activity -> activity.getActivity().getClientKey())
                    .containsExactly("a", "b");
        }
    }

    private Iterator<WatchLiveFeedResponse> watch(CancellableContext watching, String owner, String cursor)
            throws Exception {
        return watching.call(() -> activities.watchLiveFeed(WatchLiveFeedRequest.newBuilder()
                .setOwnerId(owner)
                .setAfterCursor(cursor)
                .build()));
    }
}
