package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityContent;
import dev.touchstone.salessync.activity.KindAttributes;
import dev.touchstone.salessync.activity.schema.ActivitySchema;
import dev.touchstone.salessync.activity.schema.ActivityTypeMode;
import dev.touchstone.salessync.marketo.CustomActivity;
import dev.touchstone.salessync.marketo.MarketoActivity;
import dev.touchstone.salessync.outbox.OutboxEntry;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes an activity as Marketo takes it, and knows it again. Pure. */
public final class ActivityWriting {
    /** As the vendor has written it since October 2021. */
    static final String SOURCE = "Sales App";
    /** What is left of the longest text after Marketo refused the activity as too long, in UTF-16 code units. */
    static final int SHORTENED = 1_000;

    private ActivityWriting() {}

    /**
     * The activity for a type.
     *
     * @param row its row; tells the person, and whether its longest text is cut
     */
    static CustomActivity write(Activity activity, OutboxEntry row, ActivitySchema.Type type, ActivityTypeMode mode) {
        Map<ActivityAttribute, String> texts = texts(activity, row);
        if (row.history().marks().shortened()) {
            shorten(texts);
        }
        ActivityContent content = activity.recorded().content();
        String primary = switch (mode) {
            case COMPACT -> content.kind().nativeName();
            case SPLIT -> texts.getOrDefault(KindAttributes.primary(content.kind()), "");
        };
        Map<String, String> attributes = new HashMap<>();
        texts.forEach((attribute, text) -> {
            String apiName = type.apiNames().get(attribute);
            if (apiName != null) {
                attributes.put(apiName, text);
            }
        });
        return new CustomActivity(row.orderKey(), activity.recorded().occurredAt(), type.id(), primary, attributes);
    }

    /** Exactly the attributes of the kind, without empty ones. */
    private static Map<ActivityAttribute, String> texts(Activity activity, OutboxEntry row) {
        ActivityContent content = activity.recorded().content();
        Map<ActivityAttribute, String> texts = new EnumMap<>(ActivityAttribute.class);
        for (ActivityAttribute attribute : KindAttributes.of(content.kind())) {
            String text = switch (attribute) {
                case ACTIVITY_KEY -> activity.key();
                case SOURCE -> SOURCE;
                case SALES_PERSON_ID -> Long.toString(row.orderKey());
                case SUBJECT -> activity.subject();
                default -> content.text(attribute);
            };
            if (!text.isEmpty()) {
                texts.put(attribute, text);
            }
        }
        return texts;
    }

    private static void shorten(Map<ActivityAttribute, String> texts) {
        texts.entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().length()))
                .filter(longest -> longest.getValue().length() > SHORTENED)
                .ifPresent(longest -> longest.setValue(cut(longest.getValue())));
    }

    private static String cut(String text) {
        boolean inPair = Character.isHighSurrogate(text.charAt(SHORTENED - 1));
        return text.substring(0, inPair ? SHORTENED - 1 : SHORTENED);
    }

    /** The key of an activity that Marketo answered; empty if it is none of ours. Its attributes are told by either name. */
    public static Optional<String> key(MarketoActivity activity) {
        String byName = activity.attributes().get(ActivityAttribute.ACTIVITY_KEY.displayName());
        return Optional.ofNullable(
                byName != null ? byName : activity.attributes().get(ActivityAttribute.ACTIVITY_KEY.apiName()));
    }
}
