package dev.touchstone.salessync.activity.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityContent;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.KindAttributes;
import dev.touchstone.salessync.activity.NewActivity;
import dev.touchstone.salessync.activity.schema.ActivitySchema;
import dev.touchstone.salessync.activity.schema.ActivityTypeMode;
import dev.touchstone.salessync.marketo.CustomActivity;
import dev.touchstone.salessync.outbox.OutboxEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivityWritingTest {
    private static final Instant AT = Instant.parse("2026-07-15T10:00:00Z");
    private static final String KEY = "01KB0000000000000000000001";
    private static final ActivitySchema.Type TYPE = new ActivitySchema.Type(
            100_001,
            Arrays.stream(ActivityAttribute.values())
                    .collect(Collectors.toMap(Function.identity(), ActivityAttribute::apiName)));

    private static Activity activity(ActivityKind kind, Map<ActivityAttribute, String> texts) {
        ActivityContent content = new ActivityContent(kind, "mail-1", texts);
        OutboxEntry row = OutboxEntry.accepted(KEY, kind.name(), 101, AT, AT);
        return new Activity(KEY, new NewActivity("client-1", 101, AT, content), AT, null, 12_345_678L, row);
    }

    private static Map<ActivityAttribute, String> everything() {
        Map<ActivityAttribute, String> texts = new EnumMap<>(ActivityAttribute.class);
        for (ActivityAttribute attribute : ActivityAttribute.values()) {
            texts.put(attribute, attribute == ActivityAttribute.DURATION ? "95" : "some " + attribute.name());
        }
        return texts;
    }

    private static CustomActivity written(Activity activity, ActivityTypeMode mode) {
        return ActivityWriting.write(activity, activity.delivery(), TYPE, mode);
    }

    /** R-M-2: exactly the attributes of its kind, whatever else is there. */
    @ParameterizedTest
    @EnumSource(ActivityKind.class)
    void everyKindHasItsAttributesAndNoOthers(ActivityKind kind) {
        CustomActivity written = written(activity(kind, everything()), ActivityTypeMode.COMPACT);

        assertThat(written.attributes().keySet())
                .containsExactlyInAnyOrderElementsOf(KindAttributes.of(kind).stream()
                        .map(ActivityAttribute::apiName)
                        .toList());
        assertThat(written.primaryValue()).isEqualTo(kind.nativeName());
        assertThat(written.attributes()).containsEntry("activityKey", KEY);
        if (kind != ActivityKind.BOUNCE) {
            assertThat(written.attributes()).containsEntry("source", "Sales App");
        }
        assertThat(written.leadId()).isEqualTo(101);
        assertThat(written.at()).isEqualTo(AT);
    }

    /** AC-39. */
    @Test
    void theSubjectOfAnEmailHasItsNumber() {
        Activity activity = activity(ActivityKind.SEND, Map.of(ActivityAttribute.SUBJECT, "My Subject"));

        assertThat(written(activity, ActivityTypeMode.COMPACT).attributes())
                .containsEntry("subject", "My Subject (SIA-12345678)")
                .containsEntry("salesPersonID", "101");
        assertThat(written(activity, ActivityTypeMode.SPLIT).primaryValue()).isEqualTo("My Subject (SIA-12345678)");
    }

    @Test
    void theSubjectOfACallIsItsOutcome() {
        Activity activity = activity(ActivityKind.CALL, Map.of(ActivityAttribute.SUBJECT, "Connected"));

        assertThat(written(activity, ActivityTypeMode.COMPACT).attributes()).containsEntry("subject", "Connected");
    }

    /** After 1049. */
    @Test
    void theLongestTextIsCutWhenMarketoAsksForIt() {
        String details = "x".repeat(999) + "\uD83D\uDE00" + "y".repeat(3_000);
        Activity activity = activity(
                ActivityKind.BOUNCE,
                Map.of(ActivityAttribute.DETAILS, details, ActivityAttribute.EMAIL, "a".repeat(255)));
        OutboxEntry row = activity.delivery();
        OutboxEntry shortened = new OutboxEntry(
                row.key(),
                row.topic(),
                row.orderKey(),
                row.eventAt(),
                row.fence(),
                row.status(),
                new OutboxEntry.History(0, 0, null, null, 0, new OutboxEntry.Marks(false, true, false)));

        CustomActivity written = ActivityWriting.write(activity, shortened, TYPE, ActivityTypeMode.COMPACT);
        assertThat(written.attributes())
                .containsEntry("details", "x".repeat(999))
                .containsEntry("email", "a".repeat(255));
        assertThat(written(activity, ActivityTypeMode.COMPACT).attributes()).containsEntry("details", details);
    }
}
