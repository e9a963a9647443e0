package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.identity.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored of people, as derivation sees it. */
public interface PersonStore {
    /**
     * Which person a lead or contact was and is.
     *
     * @param crmPersonId the lead or contact
     * @param email its address now, lower case; null if it has none or is deleted
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

    /** Remembers e-mail addresses; known ones cost nothing. Lower case. */
    void remember(Collection<String> emails);

    /** The identities of some leads and contacts; one that was never received has neither address nor person. */
    List<CrmIdentity> readIdentities(List<String> crmPersonIds);

    /** Stores who leads and contacts are now. Those without address are nobody. */
    void writeIdentities(List<CrmIdentity> identities);

    /** Everything known of some people. One without facts has none in the answer. */
    List<PersonFacts> readFacts(List<UUID> personIds);
}
