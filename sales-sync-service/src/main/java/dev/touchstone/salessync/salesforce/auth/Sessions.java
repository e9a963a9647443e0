package dev.touchstone.salessync.salesforce.auth;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session of one connection, fetched by one thread while the others wait. Salesforce does not say how long it is good, so it is used
 * until it is refused.
 *
 * <p><b>Boundaries:</b> when the connection is refused, the token service is left alone for a minute and everybody is told the same:
 * nothing but a person mends it.
 */
public final class Sessions {
    static final Duration REFUSAL = Duration.ofSeconds(60);

    private final SalesforceCredentials credentials;
    private final OAuthClient oauth;
    private final Clock clock;
    private final ReentrantLock renewal = new ReentrantLock();
    private volatile @Nullable Session held;
    private @Nullable Refusal refusal;

    private record Refusal(SalesforceError error, Instant until) {}

    public Sessions(SalesforceCredentials credentials, OAuthClient oauth, Clock clock) {
        this.credentials = credentials;
        this.oauth = oauth;
        this.clock = clock;
    }

    /**
     * The session to use now.
     *
     * @throws SalesforceFailure with {@link SalesforceError.Refused} if the connection is refused
     */
    public Session get() throws InterruptedException {
        return renewUnless(null);
    }

    /** A session other than this one, which Salesforce refused. */
    public Session replace(Session refused) throws InterruptedException {
        return renewUnless(refused);
    }

    private Session renewUnless(@Nullable Session refused) throws InterruptedException {
        @Nullable Session usable = usable(refused);
        if (usable != null) {
            return usable;
        }
        renewal.lockInterruptibly();
        try {
            @Nullable Session renewedMeanwhile = usable(refused);
            if (renewedMeanwhile != null) {
                return renewedMeanwhile;
            }
            Session fetched = fetch();
            held = fetched;
            return fetched;
        } finally {
            renewal.unlock();
        }
    }

    private @Nullable Session usable(@Nullable Session refused) {
        @Nullable Session now = held;
        return now != null && !now.equals(refused) ? now : null;
    }

    private Session fetch() {
        @Nullable Refusal last = refusal;
        if (last != null && clock.instant().isBefore(last.until())) {
            throw new SalesforceFailure(last.error());
        }
        try {
            Session fetched = oauth.session(credentials).session();
            refusal = null;
            return fetched;
        } catch (SalesforceFailure failure) {
            // What is held was refused, or there is nothing held: neither is to be tried again.
            held = null;
            if (failure.error() instanceof SalesforceError.Refused) {
                refusal = new Refusal(failure.error(), clock.instant().plus(REFUSAL));
            }
            throw failure;
        }
    }
}
