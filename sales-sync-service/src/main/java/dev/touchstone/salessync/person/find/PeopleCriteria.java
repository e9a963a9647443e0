package dev.touchstone.salessync.person.find;

import dev.touchstone.salessync.person.RecordId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to find; null for no such condition. Pure.
 *
 * @param email this address, in any case
 * @param name beginning of the family name or of "given name family name", in any case
 * @param company beginning of the company's name, in any case
 * @param owner owned by this user
 * @param salesforceId has or had this lead or contact id
 * @param members in one of these
 * @param withHidden hidden people too
 */
public record PeopleCriteria(
        @Nullable String email,
        @Nullable String name,
        @Nullable String company,
        @Nullable RecordId owner,
        @Nullable RecordId salesforceId,
        Members members,
        boolean withHidden) {
    /** Who may be found at all. */
    public sealed interface Members {
        /** Everybody. */
        record Everybody() implements Members {}

        /** Who is in a group that is kept by hand. */
        record OfGroup(UUID groupId) implements Members {}

        /** Who opted out of mail from sales. */
        record OptedOut() implements Members {}
    }
}
