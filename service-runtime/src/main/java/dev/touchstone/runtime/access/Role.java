package dev.touchstone.runtime.access;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do. In tokens and settings the names are in lower case. */
public enum Role {
    /** Reads everything but secrets. */
    VIEWER,
    /** Records what sources know: events, CRM records, identities. Reads nothing. */
    COLLECTOR,
    /** Changes rules, channels, settings of people and sends; whatever a viewer may. */
    EDITOR,
    /** Connects other systems, lets opted-out people in again, erases people; whatever everybody else may. */
    ADMIN;

    /** Whether somebody in this role may do what the other role may. */
    public boolean includes(Role other) {
        return switch (this) {
            case ADMIN -> true;
            case EDITOR -> other == EDITOR || other == VIEWER;
            case VIEWER, COLLECTOR -> this == other;
        };
    }

    /** The role of that name; empty for a name that is none of ours, as most groups of an organisation are. */
    public static Optional<Role> find(String name) {
        for (Role role : values()) {
            if (role.written().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** As tokens and settings have it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
