package dev.touchstone.salessync.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as stored. Pure.
 *
 * @param details what Marketo knows about the person; all null of whoever was merged or erased
 * @param crm where the person is in Salesforce; all null of whoever was merged or erased
 * @param standing whether it is there, and why not
 * @param version counts the changes, from 1
 * @param provenance where what is stored comes from
 */
public record Person(
        long marketoId,
        PersonDetails details,
        CrmReference crm,
        PersonReading.MailFlags mail,
        Standing standing,
        long version,
        Provenance provenance) {
    /**
     * Whether a person is there.
     *
     * @param hiddenReason why it is hidden; null if it is not
     * @param goneAt since when it is merged, deleted or erased, UTC; null if it is not
     */
    public record Standing(
            PersonState state,
            @Nullable UnqualifiedReason hiddenReason,
            @Nullable Instant goneAt) {}

    /**
     * Where what is stored comes from.
     *
     * @param createdAt when Marketo created the record, UTC; null if it does not say
     * @param addedAt when the reading began that added the person, UTC; null if that was not kept
     * @param addedBy what that reading was part of; null as addedAt
     * @param readAt when the reading began that the fields come from, UTC
     */
    public record Provenance(
            @Nullable Instant createdAt,
            @Nullable Instant addedAt,
            @Nullable ReadWay addedBy,
            Instant readAt) {}

    /** True while it does not qualify. */
    public boolean hidden() {
        return standing.state() == PersonState.HIDDEN;
    }

    /** When the reading began that the fields come from, UTC. */
    public Instant readAt() {
        return provenance.readAt();
    }
}
