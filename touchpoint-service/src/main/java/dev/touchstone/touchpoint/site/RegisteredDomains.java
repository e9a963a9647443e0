package dev.touchstone.touchpoint.site;

import java.util.Set;

/** The domains of all sites. */
public interface RegisteredDomains {
    /** All of them, disabled ones included, as the caller's transaction sees them; lower case, without {@code www.}. */
    Set<String> all();
}
