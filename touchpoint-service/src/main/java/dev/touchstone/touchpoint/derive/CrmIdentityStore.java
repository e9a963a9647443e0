package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.identity.PersonId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which people leads, contacts and people of Marketo are. */
interface CrmIdentityStore {
    /** How many merges and duplicates in a row are followed; so a circle leads to nobody. */
    int MAX_STEPS = 10;

    /**
     * Who a lead, contact or person of Marketo was and is.
     *
     * @param crmPersonId the record
     * @param email the address that it leads to now, lower case; null if it leads to none
     * @param personId who it was when last derived; null if nobody
     */
    record CrmIdentity(
            String crmPersonId,
            @Nullable String email,
            @Nullable UUID personId) {
        /** True if it is not who it was. */
        boolean isChanged() {
            return !Objects.equals(personId, email == null ? null : PersonId.of(email));
        }
    }

    /**
     * The identities of some records. A record with an address leads to it; a deleted one leads to the one it was merged into, a
     * person of Marketo without address to the lead or contact it is a duplicate of. A record that was never received has
     * neither address nor person.
     */
    List<CrmIdentity> read(List<String> crmPersonIds);

    /** Stores who they are now, of records that are not who they were. Those without address are nobody. */
    void write(List<CrmIdentity> identities);
}
