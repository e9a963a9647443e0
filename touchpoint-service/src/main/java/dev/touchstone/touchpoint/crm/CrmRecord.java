package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.id.StableId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record of the CRM as its source last had it, or the news that it was deleted. */
public sealed interface CrmRecord {
    /** The digest of a deletion: greater than any other, so that a deletion wins a tie. */
    UUID DELETION_DIGEST = new UUID(-1L, -1L);

    /** The CRM's id, 18 characters if it is a Salesforce id. */
    String id();

    /** When the source last changed it, UTC, microseconds. */
    Instant modifiedAt();

    /** Of the content: breaks the tie between two copies with one modification time. */
    UUID digest();

    /** Which object of a CRM a person is. */
    enum PersonType {
        /** A lead. */
        LEAD,
        /** A contact. */
        CONTACT
    }

    /** Which table a deletion is about. */
    enum Kind {
        /** A lead or contact. */
        PERSON,
        /** A campaign. */
        CAMPAIGN,
        /** A campaign member. */
        CAMPAIGN_MEMBER,
        /** An activity. */
        ACTIVITY
    }

    /**
     * A lead or contact.
     *
     * @param name first name, last name, company
     */
    record CrmPerson(
            String id,
            Instant modifiedAt,
            PersonType type,
            @Nullable String email,
            PersonName name,
            Instant createdAt) implements CrmRecord {
        @Override
        public UUID digest() {
            return StableId.of(
                    type.name(), email, name.firstName(), name.lastName(), name.company(), createdAt.toString());
        }
    }

    /** How a person is called; absent parts are empty. */
    record PersonName(String firstName, String lastName, String company) {}

    /** A campaign. */
    record Campaign(String id, Instant modifiedAt, String name, String type, SyncType syncType) implements CrmRecord {
        @Override
        public UUID digest() {
            return StableId.of(name, type, syncType.name());
        }
    }

    /** A person's membership in a campaign. */
    record CampaignMember(
            String id, Instant modifiedAt, String campaignId, String crmPersonId, String status, Instant createdAt)
            implements CrmRecord {
        @Override
        public UUID digest() {
            return StableId.of(campaignId, crmPersonId, status, createdAt.toString());
        }
    }

    /** A sales activity. */
    record Activity(String id, Instant modifiedAt, String crmPersonId, String type, String subject, Instant occurredAt)
            implements CrmRecord {
        @Override
        public UUID digest() {
            return StableId.of(crmPersonId, type, subject, occurredAt.toString());
        }
    }

    /** The source deleted the record. */
    record Deletion(Kind kind, String id, Instant modifiedAt) implements CrmRecord {
        @Override
        public UUID digest() {
            return DELETION_DIGEST;
        }
    }
}
