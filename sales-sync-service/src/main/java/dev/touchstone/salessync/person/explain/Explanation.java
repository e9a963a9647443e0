package dev.touchstone.salessync.person.explain;

import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.person.change.FieldChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a person is synchronised or not. Pure.
 *
 * @param reason why it does not qualify; null if it does, and if it is gone
 * @param person the person; null if it is gone
 * @param winner the person it was merged into, whom the rest is about; null if it was not
 * @param fields where each field comes from; empty if the person is gone
 * @param goneAt since when it is gone, UTC; null if it is not, or if that is no longer known
 */
public record Explanation(
        Standing standing,
        @Nullable UnqualifiedReason reason,
        @Nullable Person person,
        @Nullable Long winner,
        List<Field> fields,
        @Nullable Instant goneAt) {
    public Explanation {
        fields = List.copyOf(fields);
    }

    /** Where a person stands. */
    public enum Standing {
        ACTIVE,
        HIDDEN,
        NOT_QUALIFIED,
        NOT_READ_YET,
        TOMBSTONE,
        SUPPRESSION_ONLY,
        ERASED,
        SUPPRESSED;

        /** True if the person was read from Marketo for the answer. */
        public boolean isReadLive() {
            return this == NOT_QUALIFIED || this == NOT_READ_YET || this == SUPPRESSED;
        }
    }

    /**
     * A field and where its value comes from.
     *
     * @param source null if that is longer ago than history is kept, and if it was read for this answer
     */
    public record Field(String name, @Nullable String value, FieldChange.@Nullable Source source) {}

    /** One sentence for people. */
    public String sentence() {
        String why = reason == null ? "" : because(reason);
        return switch (standing) {
            case ACTIVE -> "The person is synchronised: it is in Salesforce and a user owns it.";
            case HIDDEN -> "The person was synchronised and is hidden now: " + why + ".";
            case NOT_QUALIFIED -> "The person is not synchronised: " + why + ".";
            case NOT_READ_YET -> "The person qualifies, and the sync has not come to it yet.";
            case TOMBSTONE -> "The person was deleted in Marketo.";
            case SUPPRESSION_ONLY ->
                "The person was deleted in Marketo so long ago that only a hash of its id is left.";
            case ERASED -> "The person was erased on request and is not synchronised again.";
            case SUPPRESSED ->
                "The person has the address of somebody who was erased on request, and is not synchronised.";
        };
    }

    private static String because(UnqualifiedReason reason) {
        return switch (reason) {
            case NOT_IN_CRM -> "it has neither a Salesforce lead id nor a contact id";
            case CRM_DELETED -> "its Salesforce record is deleted";
            case OWNER_IS_QUEUE -> "its owner in Salesforce is a queue, not a user";
            case NO_OWNER -> "no user is listed as its owner in Salesforce";
        };
    }
}
