package dev.touchstone.touchpoint.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what leads to a person, from the facts alone. All methods join the caller's transaction. */
interface PersonSearch {
    /** The address that a record leads to, by its own, its merge or the record it is a duplicate of; empty if to none. */
    Optional<String> emailOf(String crmPersonId);

    /** The records that lead to an address, and those that lead to some records, these included. */
    List<String> crmPeople(@Nullable String email, Collection<String> crmPersonIds);

    /** Visitors about whom anything says that they are this person. */
    List<String> visitors(@Nullable String email, Collection<String> crmPersonIds);
}
