package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.salesforce.http.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sessions. A session that is used in the second half of its life begins a new one; it ends early if its user is
 * deactivated. Thread-safe.
 */
public final class Sessions {
    private static final int ORG_PART = 15;

    private final Clock clock;
    private final Users users;
    private final String orgId;
    private final Map<String, Session> byToken = new LinkedHashMap<>();
    private Duration life;

    public Sessions(Clock clock, Users users, String orgId, Duration life) {
        this.clock = clock;
        this.users = users;
        this.orgId = orgId;
        this.life = life;
    }

    /** Begins a session at an instance. */
    synchronized Session begin(Login login, String application, URI instance) {
        Session session = new Session(
                orgId.substring(0, ORG_PART) + "!" + Tokens.create(),
                new Caller(login.userId(), login.username(), application),
                instance,
                clock.instant().plus(life));
        byToken.put(session.token(), session);
        return session;
    }

    /** Who works in the session with this token, at any instance; empty if there is none. */
    public synchronized Optional<Caller> find(String token) {
        return use(token).map(Session::caller);
    }

    /** Who works in the session with this token; empty if there is none at this instance. */
    public synchronized Optional<Caller> find(String token, URI instance) {
        return use(token).filter(session -> session.instance().equals(instance)).map(Session::caller);
    }

    /** Ends a session; false if there is none. */
    synchronized boolean end(String token) {
        return byToken.remove(token) != null;
    }

    /** Ends all sessions of a user. */
    public synchronized void endAllOf(String username) {
        endIf(session -> session.caller().username().equalsIgnoreCase(username));
    }

    /** Ends all sessions before their time. */
    public synchronized void endAll() {
        byToken.clear();
    }

    /** Sets how long sessions live from now on. */
    public synchronized void live(Duration other) {
        life = other;
    }

    private Optional<Session> use(String token) {
        Instant now = clock.instant();
        endIf(session ->
                !now.isBefore(session.expiry()) || users.has(session.caller().username(), Restriction.INACTIVE));
        Session session = byToken.get(token);
        if (session != null && Duration.between(now, session.expiry()).compareTo(life.dividedBy(2)) < 0) {
            byToken.put(token, session.until(now.plus(life)));
        }
        return Optional.ofNullable(session);
    }

    private void endIf(Predicate<Session> ended) {
        byToken.values().removeIf(ended);
    }
}
