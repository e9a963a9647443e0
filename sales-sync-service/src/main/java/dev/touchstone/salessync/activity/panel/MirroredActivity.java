package dev.touchstone.salessync.activity.panel;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An activity as Marketo had it. Pure.
 *
 * @param guid its identity in Marketo
 * @param marketoId the person
 * @param kind what it is for the panel
 * @param typeName name of its type in Marketo
 * @param occurredAt when it happened by Marketo, UTC
 * @param title the primary attribute
 * @param attributes the others by name
 * @param activityKey its key if it was recorded here; null for all others
 */
public record MirroredActivity(
        String guid,
        long marketoId,
        PanelKind kind,
        String typeName,
        Instant occurredAt,
        String title,
        Map<String, String> attributes,
        @Nullable String activityKey) {
    public MirroredActivity {
        attributes = Map.copyOf(attributes);
    }
}
