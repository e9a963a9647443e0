package dev.touchstone.runtime.access;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Roles of callers by the subject of their tokens, as the settings give them. */
final class SubjectRoles {
    private final Map<String, Set<Role>> roles = new HashMap<>();

    /** @throws IllegalArgumentException naming the entry that cannot be read */
    SubjectRoles(List<String> entries) {
        for (String entry : entries) {
            int equals = entry.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "touchstone.access.subjects: expected SUBJECT=ROLE or SUBJECT=ROLE+ROLE, not \"" + entry
                                + "\"");
            }
            roles.put(entry.substring(0, equals).trim(), roles(entry.substring(equals + 1)));
        }
    }

    private static Set<Role> roles(String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split("\\+", -1)) {
            roles.add(Role.find(name.trim())
                    .orElseThrow(() -> new IllegalArgumentException("touchstone.access.subjects: \"" + name.trim()
                            + "\" is no role; there are viewer, collector, editor and admin")));
        }
        return roles;
    }

    /** The roles of a subject; none for one that no setting names. */
    Set<Role> of(String subject) {
        return roles.getOrDefault(subject, Set.of());
    }
}
