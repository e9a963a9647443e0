package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection cannot be used. Pure.
 *
 * @param reason why
 * @param sentence what is wrong and what to do; without personal data
 * @param since since when
 * @param retryAt when it is tried again by itself; null if only connecting again helps
 */
public record CrmFault(
        Reason reason,
        String sentence,
        Instant since,
        @Nullable Instant retryAt) {
    /** From one trial to the next of what an administrator of Salesforce has to mend. */
    static final Duration RETRY = Duration.ofMinutes(15);

    /** Why a connection cannot be used. */
    public enum Reason {
        /** Revoked, expired, or the last refresh token got lost. */
        AUTHORIZATION_LOST(false),
        /** Salesforce does not let our network address in. */
        ADDRESS_NOT_ALLOWED(true),
        /** The app is not approved for the user. */
        APP_NOT_APPROVED(true),
        /** The organisation does not allow the API to the user or the app. */
        API_DISABLED(true),
        /** Our clock is wrong. */
        CLOCK_WRONG(true),
        /** Client id, secret, key, user or host are wrong. */
        SETTINGS_WRONG(false),
        /** The stored secret cannot be decrypted. */
        SECRET_UNREADABLE(false);

        private final boolean healing;

        Reason(boolean healing) {
            this.healing = healing;
        }
    }

    /** Where a connection stands. */
    public enum State {
        /** It works, as far as is known. */
        CONNECTED,
        /** Whose it is has to connect again. */
        WAITING,
        /** Somebody has to mend something; it is tried again by itself. */
        BLOCKED
    }

    /** Where a connection with this fault stands. */
    State state() {
        return reason.healing ? State.BLOCKED : State.WAITING;
    }

    /** The fault that an error is; empty if the error does not speak against the connection. */
    static Optional<CrmFault> of(SalesforceError error, Instant now) {
        return switch (error) {
            case SalesforceError.Refused refused -> Optional.of(of(reason(refused.remedy()), refused.sentence(), now));
            case SalesforceError.Blocked blocked -> Optional.of(of(Reason.API_DISABLED, blocked.sentence(), now));
            default -> Optional.empty();
        };
    }

    /** The secret is there but of no use. */
    static CrmFault secretUnreadable(Instant now) {
        return of(
                Reason.SECRET_UNREADABLE,
                "the stored secret cannot be decrypted, because the encryption key is another one: connect again",
                now);
    }

    private static CrmFault of(Reason reason, String sentence, Instant now) {
        return new CrmFault(reason, sentence, now, reason.healing ? now.plus(RETRY) : null);
    }

    /** The same, if it was already so before: since then, and tried again later. */
    CrmFault continuing(Optional<CrmFault> before) {
        return before.filter(fault -> fault.reason() == reason)
                .map(fault -> new CrmFault(reason, sentence, fault.since(), retryAt))
                .orElse(this);
    }

    private static Reason reason(SalesforceError.Remedy remedy) {
        return switch (remedy) {
            case RECONNECT -> Reason.AUTHORIZATION_LOST;
            case ALLOW_ADDRESS -> Reason.ADDRESS_NOT_ALLOWED;
            case APPROVE_APP -> Reason.APP_NOT_APPROVED;
            case CORRECT_CLOCK -> Reason.CLOCK_WRONG;
            case CORRECT_SETTINGS -> Reason.SETTINGS_WRONG;
        };
    }
}
