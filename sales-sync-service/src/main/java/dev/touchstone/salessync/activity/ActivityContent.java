package dev.touchstone.salessync.activity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an activity says, by attribute. Pure.
 *
 * @param kind its kind
 * @param emailId the caller's id of the e-mail; null if it is about none
 * @param texts attribute and text, without empty ones; the key, the source, the subject's number and the person are added when it
 *     is written to Marketo
 */
public record ActivityContent(ActivityKind kind, @Nullable String emailId, Map<ActivityAttribute, String> texts) {
    public ActivityContent {
        Map<ActivityAttribute, String> present = new EnumMap<>(ActivityAttribute.class);
        texts.forEach((attribute, text) -> {
            if (!text.isEmpty()) {
                present.put(attribute, text);
            }
        });
        texts = Map.copyOf(present);
    }

    /** The text of an attribute; empty if there is none. */
    public String text(ActivityAttribute attribute) {
        return texts.getOrDefault(attribute, "");
    }

    /** What it repeats if it happens again within a minute: the e-mail opened, or the link clicked in it. */
    public Optional<String> repeatedWithinMinute() {
        return switch (kind) {
            case OPEN -> Optional.of("open\n" + emailId);
            case CLICK -> Optional.of("click\n" + emailId + "\n" + text(ActivityAttribute.LINK));
            case SEND, REPLY, BOUNCE, CALL, ADD, REMOVE -> Optional.empty();
        };
    }
}
