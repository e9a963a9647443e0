package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.ActivityTypeAction;
import dev.touchstone.salessync.v1.ActivityTypeMode;
import dev.touchstone.salessync.v1.ActivityTypePlan;
import dev.touchstone.salessync.v1.ApplyActivityTypesRequest;
import dev.touchstone.salessync.v1.PlanActivityTypesRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.activity.Activity;
import dev.touchstone.testing.marketo.activity.CustomTypes.AttributeType;
import dev.touchstone.testing.marketo.activity.CustomTypes.Definition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The custom activity types: planned, made, used, missed. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ActivityTypesTest extends MarketoActivities {
    private static final String TYPES = "/rest/v1/activities/external/types.json";
    private static final String CREATE = "/rest/v1/activities/external/type.json";
    private static final String DESCRIBE = "/rest/v1/activities/external/type/*/describe.json";

    private static int looks;

    /** Processes look again at most once a minute, and a test before may have had one look just now. */
    private void noLookLately() {
        advance(Duration.ofMinutes(5L * ++looks));
    }

    private void foreignTypes(int count) {
        for (int number = 1; number <= count; number++) {
            String name = "Foreign " + number;
            marketo.customTypes()
                    .put(
                            "foreign" + number + "_c",
                            new Definition(
                                    name,
                                    "",
                                    name + "s",
                                    name + "ed",
                                    new AttributeType("x", "X", "", "string"),
                                    List.of()));
        }
    }

    private ActivityTypePlan plan(ActivityTypeMode mode) {
        return activities
                .planActivityTypes(
                        PlanActivityTypesRequest.newBuilder().setMode(mode).build())
                .getPlan();
    }

    private ActivityTypePlan apply(ActivityTypeMode mode) {
        return activities
                .applyActivityTypes(
                        ApplyActivityTypesRequest.newBuilder().setMode(mode).build())
                .getPlan();
    }

    /** AC-38. */
    @Test
    void splitIsRefusedWhereEightSlotsAreTakenAndCompactIsMade() {
        connect();
        foreignTypes(8);
        ActivityTypePlan split = plan(ActivityTypeMode.ACTIVITY_TYPE_MODE_SPLIT);
        assertThat(split.getRefusal()).isEqualTo("NEEDS 8 SLOTS, 2 FREE");
        assertThat(split.getStepsList())
                .hasSize(8)
                .allMatch(step -> step.getAction() == ActivityTypeAction.ACTIVITY_TYPE_ACTION_CREATE);

        assertThatThrownBy(() -> apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_SPLIT))
                .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                    assertThat(failure.getStatus().getDescription()).contains("NEEDS 8 SLOTS, 2 FREE", "COMPACT");
                    assertThat(ActivityFixture.detail(failure, ErrorInfo.class).getReason())
                            .isEqualTo("ACTIVITY_TYPE_SLOTS_MISSING");
                });
        assertThat(marketo.customTypes().approved()).hasSize(8);

        assertThat(plan(ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT).getNeededSlotCount())
                .isEqualTo(1);
        ActivityTypePlan compact = apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT);
        assertThat(compact.getStepsList()).singleElement().satisfies(step -> {
            assertThat(step.getAction()).isEqualTo(ActivityTypeAction.ACTIVITY_TYPE_ACTION_NONE);
            assertThat(step.getDisplayName()).isEqualTo("SIA Sales Activity");
        });
        assertThat(marketo.customTypes().approved()).hasSize(9);
        assertThat(apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT)).isEqualTo(compact);
        assertThat(marketo.calls().ofPath(CREATE)).hasSize(1);
    }

    @Test
    void inSplitModeEveryKindHasItsTypeAndItsPrimaryAttribute() {
        connect();
        apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_SPLIT);
        assertThat(marketo.customTypes().approved()).hasSize(8);

        String send = record(ActivityFixture.send("a", 101, "m1"));
        String click = record(ActivityFixture.click("b", 101, "m1", "https://x.test/", Instant.now()).toBuilder());
        awaitDelivery(send, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        awaitDelivery(click, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);

        Activity sent = received(send);
        Activity clicked = received(click);
        assertThat(sent.primary().orElseThrow().value()).matches("My Subject \\(SIA-\\d{8,}\\)");
        assertThat(sent.attribute("Subject")).isEmpty();
        assertThat(clicked.primary().orElseThrow().value()).isEqualTo("https://x.test/");
        assertThat(clicked.attribute("Subject"))
                .contains(sent.primary().orElseThrow().value());
        assertThat(sent.typeId()).isNotEqualTo(clicked.typeId());
    }

    /** Somebody chooses SPLIT while a process that has seen COMPACT is about to make its type, which could never be unmade. */
    @Test
    void whatAnAdministratorChoseMeanwhileIsNotUndone() throws Exception {
        try (Connection administrator = database.getConnection();
                Statement statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            statement.execute("UPDATE activity_schema SET mode = 'SPLIT', revision = revision + 1");
            connect();
            record(ActivityFixture.send("a", 101, "m1"));
            // Then the way of writing was read; the claim waits for the administrator.
            await().atMost(PATIENCE).until(() -> !marketo.calls().ofPath(TYPES).isEmpty());
            administrator.commit();
        }
        await().atMost(PATIENCE).until(() -> counts().getHoldSentence().contains("SIA"));

        assertThat(marketo.calls().ofPath(CREATE)).isEmpty();
        assertThat(count("SELECT count(*) FROM activity_schema WHERE mode = 'SPLIT'"))
                .isEqualTo(1);
        apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_SPLIT);
        awaitDone(1);
        assertThat(marketo.customTypes().approved()).hasSize(8);
    }

    /** The same while a process only looks whether the types are there: it does not go on the old way for an hour. */
    @Test
    void whatWasLookedUpBeforeAChoiceIsNotTakenForTheChoice() throws Exception {
        connect();
        String compact = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(compact, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.calls().clear();
        marketo.faults()
                .add(FaultRule.on(DESCRIBE, new Fault.Slow(Duration.ofSeconds(3)))
                        .times(1));
        execute("UPDATE activity_schema SET revision = revision + 1");
        record(ActivityFixture.send("b", 102, "m2"));
        await().atMost(PATIENCE).until(() -> !marketo.calls().ofPath(TYPES).isEmpty());
        execute("UPDATE activity_schema SET mode = 'SPLIT', revision = revision + 1");
        awaitDone(2);

        String split = record(ActivityFixture.send("c", 103, "m3"));
        awaitDelivery(split, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(received(split).typeId()).isNotEqualTo(received(compact).typeId());
    }

    /** Without a slot, nothing is lost, the administrator is told, and what waits goes on by itself. */
    @Test
    void withoutATypeActivitiesAreBlockedUntilItIsThere() {
        foreignTypes(10);
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_BLOCKED_SCHEMA);
        await().atMost(PATIENCE).until(() -> counts().getHoldSentence().contains("NEEDS 1 SLOTS, 0 FREE"));
        assertThat(counts().getHoldSentence()).contains("SIA Sales Activity");
        assertThat(delivery(key).getAttemptCount()).isZero();

        marketo.customTypes().clear();
        advance(Duration.ofMinutes(11));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
    }

    @Test
    void anApiUserWhoMayNotMakeTypesIsToldWhatAnAdministratorHasToDo() {
        marketo.faults().add(FaultRule.on(CREATE, new Fault.Code("603")));
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_BLOCKED_SCHEMA);
        await().atMost(PATIENCE).until(() -> counts().getHoldSentence().contains("Create the custom activity"));
        assertThatThrownBy(() -> apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(ActivityFixture.detail(failure, ErrorInfo.class)
                                        .getReason())
                                .isEqualTo("MARKETO_REFUSED_CREDENTIALS"));

        marketo.faults().clear();
        apply(ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT);
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
    }

    /** What Marketo says of the types is no reason to ask for them without a pause. */
    @Test
    void typesThatCannotBeLookedUpHoldTheLane() {
        marketo.faults().add(FaultRule.on(TYPES, new Fault.Code("1003")));
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        await().atMost(PATIENCE).until(() -> !counts().getHoldSentence().isEmpty());

        marketo.faults().clear();
        advance(Duration.ofMinutes(6));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
    }

    /** Marketo calls that "invalid data", as it does a row that is wrong. */
    @Test
    void aTypeThatIsDeletedMeanwhileIsMadeAgainAndKillsNothing() {
        noLookLately();
        connect();
        String before = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(before, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.customTypes().clear();

        String after = record(ActivityFixture.send("b", 101, "m2"));
        awaitDelivery(after, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(counts().getDeadCount()).isZero();
    }

    /** Within the minute after a look at the types no other is taken: what Marketo refuses then is not judged before the next. */
    @Test
    void aTypeThatIsDeletedJustAfterALookAtTheTypesKillsNothing() {
        noLookLately();
        connect();
        String before = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(before, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.customTypes().clear();
        String looked = record(ActivityFixture.send("b", 101, "m2"));
        awaitDelivery(looked, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.customTypes().clear();

        String after = record(ActivityFixture.send("c", 101, "m3"));
        ActivityDelivery unjudged = awaitDelivery(after, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_BLOCKED_SCHEMA);
        assertThat(unjudged.getCode()).isEqualTo("1003");
        assertThat(unjudged.getAttemptCount()).isZero();
        advance(Duration.ofSeconds(61));
        awaitDelivery(after, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(counts().getDeadCount()).isZero();
    }

    @Test
    void nothingIsJudgedWhileTheTypesCannotBeLookedUp() {
        noLookLately();
        connect();
        String before = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(before, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.customTypes().clear();
        marketo.faults().add(FaultRule.on(TYPES, new Fault.Code("1003")).times(1));

        String after = record(ActivityFixture.send("b", 101, "m2"));
        awaitDelivery(after, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_BLOCKED_SCHEMA);
        advance(Duration.ofSeconds(61));
        awaitDelivery(after, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(counts().getDeadCount()).isZero();
    }
}
