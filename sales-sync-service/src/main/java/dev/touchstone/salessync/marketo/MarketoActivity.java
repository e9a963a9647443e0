package dev.touchstone.salessync.marketo;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An activity as Marketo answered it.
 *
 * @param guid identity of the activity ({@code marketoGUID}); empty if it has none
 * @param leadId whose activity it is, above 0; of a merge the winner
 * @param at when it happened by Marketo ({@code activityDate}); may lie well before it became visible
 * @param typeId type of the activity
 * @param primary the primary attribute: id and text
 * @param attributes text of each attribute that is not null, by the name that Marketo gives it; numbers, booleans and lists as
 *     JSON writes them
 */
public record MarketoActivity(
        String guid, long leadId, Instant at, int typeId, Primary primary, Map<String, String> attributes) {
    public MarketoActivity {
        attributes = Map.copyOf(attributes);
    }

    /**
     * The primary attribute.
     *
     * @param id id of the asset that it names; empty if there is none
     * @param value its text; empty if there is none
     */
    public record Primary(OptionalLong id, String value) {
        /** No primary attribute. */
        public static final Primary NONE = new Primary(OptionalLong.empty(), "");
    }
}
