package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.CallIdentity;
import dev.touchstone.touchpoint.session.VisitorAlias;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where it is kept which e-mail addresses other systems know aliases by. */
interface AliasIdentityStore {
    /**
     * Stores identities and marks the aliases of those that were new, in one statement. Of two times for an alias and an
     * address the earlier is kept. Joins the caller's transaction.
     *
     * @param identities each with a time; none of a CRM person; in any order, repeated or not
     * @return how many changed what is stored
     */
    int store(List<AliasIdentity> identities);

    /**
     * What is known of some aliases, in the caller's transaction; of CRM people by who they were when last derived, because a
     * change of that marks the alias in the same transaction.
     */
    List<AliasIdentity> find(Collection<VisitorAlias> aliases);

    /**
     * The tasks that name some visitors, by visitor, in the caller's transaction; their leads by who they were when last
     * derived, as above.
     */
    Map<String, List<CallIdentity>> findCalls(Collection<String> visitorIds);
}
