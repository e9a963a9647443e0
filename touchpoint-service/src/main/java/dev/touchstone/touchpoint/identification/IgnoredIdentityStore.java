package dev.touchstone.touchpoint.identification;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where it is kept what identifies nobody. All methods join the caller's transaction. */
interface IgnoredIdentityStore {
    /**
     * Puts an identity on the list, or changes the note of one that is on it.
     *
     * @return as it is stored: with the time since which it is on the list
     */
    IgnoredIdentity put(IgnoredIdentity identity);

    /** Takes an identity off the list; false if it is not on it. */
    boolean remove(IgnoredIdentity.Subject subject);

    /** True if anything at all is ignored. */
    boolean isAnyIgnored();

    /** What is ignored of these visitors, and of these addresses for all visitors. */
    List<IgnoredIdentity.Subject> find(Collection<String> visitorIds, Collection<String> emails);

    /**
     * The list, by visitor and address.
     *
     * @param after only what comes after this; null for the beginning
     */
    List<IgnoredIdentity> list(IgnoredIdentity.@Nullable Subject after, int limit);
}
