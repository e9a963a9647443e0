package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.id.StableId;
import java.util.Locale;
import java.util.UUID;

/** The id of a person: computed from the e-mail address, which is who a person is (requirement, section 1.1). */
public final class PersonId {
    private PersonId() {}

    /** The id of whoever has this address, in any case. */
    public static UUID of(String email) {
        return StableId.of("person", email.toLowerCase(Locale.ROOT));
    }
}
