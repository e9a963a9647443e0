package dev.touchstone.runtime.access;

import java.util.Set;

/**
 * Who calls.
 *
 * @param subject the token's claim {@code sub}
 * @param roles what the token, or a setting, gives them; may be empty
 */
public record Caller(String subject, Set<Role> roles) {
    /** Everybody, where no issuer is set. */
    static final Caller LOCAL = new Caller("local", Set.of(Role.ADMIN));

    /** Whether one of the roles includes the one that is needed. */
    boolean may(Role needed) {
        return roles.stream().anyMatch(role -> role.includes(needed));
    }
}
