package dev.touchstone.salessync.activity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.KindAttributes;
import dev.touchstone.salessync.activity.schema.ActivityTypePlan.Action;
import dev.touchstone.salessync.marketo.CustomActivityType;
import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import dev.touchstone.salessync.marketo.CustomActivityType.Names;
import dev.touchstone.salessync.marketo.CustomActivityType.State;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivityTypePlanTest {
    private static CustomActivityType foreign(int number) {
        String name = "Foreign " + number;
        return new CustomActivityType(
                OptionalInt.of(number),
                "foreign" + number + "_c",
                new Names(name, name, name),
                State.APPROVED,
                new Attribute("x", "X", "string"),
                List.of());
    }

    private static CustomActivityType ours(ActivityTypeSpec spec, State state, int attributes) {
        return new CustomActivityType(
                OptionalInt.of(100_001),
                spec.apiName() + "_c",
                spec.names(),
                state,
                spec.primary(),
                spec.attributes().stream()
                        .limit(attributes)
                        .map(ActivityTypeSpec::attribute)
                        .toList());
    }

    private static List<CustomActivityType> foreign(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(ActivityTypePlanTest::foreign)
                .toList();
    }

    /** AC-38. */
    @Test
    void eightTypesOfOthersLeaveRoomForCompactButNotForSplit() {
        ActivityTypePlan split = ActivityTypePlan.of(ActivityTypeMode.SPLIT, foreign(1, 8));
        assertThat(split.refusal()).contains("NEEDS 8 SLOTS, 2 FREE");
        assertThat(split.manualSteps().get(0)).contains("COMPACT");

        ActivityTypePlan compact = ActivityTypePlan.of(ActivityTypeMode.COMPACT, foreign(1, 8));
        assertThat(compact.refusal()).isEmpty();
        assertThat(compact.neededSlots()).isEqualTo(1);
        assertThat(compact.steps()).map(ActivityTypePlan.Step::action).containsExactly(Action.CREATE);
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        ActivityTypeSpec spec = ActivityTypeSpec.of(ActivityTypeMode.COMPACT).get(0);
        List<CustomActivityType> full = new ArrayList<>(foreign(1, 9));
        full.add(ours(spec, State.APPROVED, 19));
        ActivityTypePlan plan = ActivityTypePlan.of(ActivityTypeMode.COMPACT, full);

        assertThat(plan.isDone()).isTrue();
        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.manualSteps()).isEmpty();
        ActivitySchema schema = ActivitySchema.of(plan);
        assertThat(schema.isComplete()).isTrue();
        assertThat(schema.ownTypeIds()).containsExactly(100_001);
        assertThat(schema.type(ActivityKind.CALL).orElseThrow().apiNames())
                .hasSize(19)
                .containsEntry(ActivityAttribute.ACTIVITY_KEY, "activityKey");
    }

    /** What was written in one way is read back after another was chosen. */
    @Test
    void typesOfTheOtherWayOfWritingAreStillOurs() {
        ActivityTypeSpec compact = ActivityTypeSpec.of(ActivityTypeMode.COMPACT).get(0);
        List<CustomActivityType> present = new ArrayList<>(foreign(1, 1));
        present.add(ours(compact, State.APPROVED, 19));
        ActivityTypePlan split = ActivityTypePlan.of(ActivityTypeMode.SPLIT, present);

        assertThat(ActivitySchema.of(split).types()).isEmpty();
        assertThat(ActivitySchema.of(split).ownTypeIds()).containsExactly(100_001);
        assertThat(split.freeSlots()).isEqualTo(8);
    }

    @Test
    void aDraftIsApprovedAndAnIncompleteTypeCompleted() {
        ActivityTypeSpec spec = ActivityTypeSpec.of(ActivityTypeMode.COMPACT).get(0);

        ActivityTypePlan draft = ActivityTypePlan.of(ActivityTypeMode.COMPACT, List.of(ours(spec, State.DRAFT, 19)));
        assertThat(draft.steps()).map(ActivityTypePlan.Step::action).containsExactly(Action.APPROVE);
        assertThat(ActivitySchema.of(draft).types()).isEmpty();

        ActivityTypePlan lacking =
                ActivityTypePlan.of(ActivityTypeMode.COMPACT, List.of(ours(spec, State.APPROVED, 18)));
        assertThat(lacking.steps().get(0).action()).isEqualTo(Action.COMPLETE);
        assertThat(lacking.steps().get(0).missing()).containsExactly(ActivityAttribute.EMAIL);
        assertThat(lacking.manualSteps()).singleElement().asString().contains("Email (string)");
    }

    /** R-M-2: nineteen secondary attributes in one type; in eight types those of the table, the primary one not counted. */
    @Test
    void everyKindHasTheAttributesOfTheTable() {
        assertThat(ActivityTypeSpec.of(ActivityTypeMode.COMPACT).get(0).attributes())
                .hasSize(19);
        assertThat(ActivityTypeSpec.of(ActivityTypeMode.SPLIT))
                .map(spec -> spec.names().display() + " " + spec.primary().name() + " "
                        + spec.attributes().size())
                .containsExactly(
                        "SIA Send Sales Email Subject 9",
                        "SIA Open Sales Email Subject 9",
                        "SIA Click Sales Email Link 10",
                        "SIA Reply to Sales Email Actor 3",
                        "SIA Bounce Sales Email Email 5",
                        "SIA Receive Sales Call Status 11",
                        "SIA Add to Sales Campaign Sales Campaign Name 6",
                        "SIA Remove from Sales Campaign Sales Campaign Name 6");
        for (ActivityKind kind : ActivityKind.values()) {
            assertThat(KindAttributes.of(kind)).contains(KindAttributes.primary(kind), ActivityAttribute.ACTIVITY_KEY);
        }
    }
}
