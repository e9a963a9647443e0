package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of the CRM or of Marketo as its source last had it, or the news that it was deleted. Absent texts are empty, unless
 * they are null.
 */
public sealed interface CrmRecord
        permits PersonRecord, CampaignRecord, ActivityRecord, ProgramRecord, AccountRecord, CrmRecord.Deletion {
    /** What every record has. */
    Head head();

    /** Where it is kept. */
    Kind kind();

    /** Of the content: breaks the tie between two copies with one modification time. */
    UUID digest();

    /** Which object rules call it; null for one they do not know, and for a deletion. */
    default @Nullable RecordObject object() {
        return null;
    }

    /** The CRM's id, 18 characters if it is a Salesforce id. */
    default String id() {
        return head().id();
    }

    /** When the source last changed it, UTC, microseconds. */
    default Instant modifiedAt() {
        return head().modifiedAt();
    }

    /**
     * What every record has.
     *
     * @param id the CRM's id, 18 characters if it is a Salesforce id
     * @param modifiedAt when the source last changed it, UTC, microseconds
     * @param fields what its kind does not name
     */
    record Head(String id, Instant modifiedAt, CrmFields fields) {}

    /** What there is, in the order in which a batch is stored. */
    enum Kind {
        /** A lead, a contact or a person of Marketo. */
        PERSON,
        /** A campaign. */
        CAMPAIGN,
        /** A campaign member. */
        CAMPAIGN_MEMBER,
        /** A sales activity. */
        ACTIVITY,
        /** An account. */
        ACCOUNT,
        /** A program of Marketo. */
        PROGRAM,
        /** A program member. */
        PROGRAM_MEMBER,
        /** An activity of Marketo. */
        MARKETING_ACTIVITY,
        /** An opportunity. */
        OPPORTUNITY,
        /** A contact's role in an opportunity. */
        CONTACT_ROLE
    }

    /**
     * The source deleted the record. Of two deletions of a person at one time the one that says into whom it was merged counts.
     *
     * @param mergedIntoId of a person, the one it was merged into
     */
    record Deletion(Kind kind, Head head, @Nullable String mergedIntoId) implements CrmRecord {
        /** Greater than any other, so that a deletion wins a tie. */
        private static final UUID DIGEST = new UUID(-1L, -1L);

        @Override
        public UUID digest() {
            return DIGEST;
        }
    }
}
