package dev.touchstone.testing.salesforce.auth;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users who may log in, and what keeps them from it. Thread-safe. */
public final class Users {
    private final Map<String, Login> byUsername = new LinkedHashMap<>();
    private final Map<String, Set<Restriction>> restrictions = new LinkedHashMap<>();

    /** Adds a user, or replaces the one of this name. */
    public synchronized void put(Login login) {
        byUsername.put(key(login.username()), login);
    }

    /** The user of a name, in any case. */
    public synchronized Optional<Login> find(String username) {
        return Optional.ofNullable(byUsername.get(key(username)));
    }

    /** All users. */
    public synchronized List<Login> all() {
        return List.copyOf(byUsername.values());
    }

    /** The user of a record. */
    public synchronized Optional<Login> withId(String userId) {
        return byUsername.values().stream()
                .filter(login -> login.userId().equals(userId))
                .findFirst();
    }

    /** Restricts a user from now on. */
    public synchronized void restrict(String username, Restriction restriction) {
        known(username);
        restrictions
                .computeIfAbsent(key(username), ignored -> EnumSet.noneOf(Restriction.class))
                .add(restriction);
    }

    /** Lifts a restriction. */
    public synchronized void lift(String username, Restriction restriction) {
        known(username);
        restrictions
                .getOrDefault(key(username), EnumSet.noneOf(Restriction.class))
                .remove(restriction);
    }

    /** True if the user is restricted so. */
    public synchronized boolean has(String username, Restriction restriction) {
        return restrictions.getOrDefault(key(username), Set.of()).contains(restriction);
    }

    /** Lifts all restrictions. */
    synchronized void liftAll() {
        restrictions.clear();
    }

    /** Why a user cannot log in; empty if nothing keeps them. */
    synchronized Optional<String> refusal(String username) {
        return restrictions.getOrDefault(key(username), Set.of()).stream()
                .map(Restriction::atLogin)
                .filter(reason -> !reason.isEmpty())
                .findFirst();
    }

    private void known(String username) {
        if (!byUsername.containsKey(key(username))) {
            throw new IllegalArgumentException("there is no user " + username);
        }
    }

    private static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}
