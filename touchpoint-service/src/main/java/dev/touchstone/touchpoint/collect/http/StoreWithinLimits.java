package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.touchpoint.collect.Admitted;
import dev.touchstone.touchpoint.collect.AppendWebEvents;
import dev.touchstone.touchpoint.collect.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Stores what the rate limits let through. What cannot be stored now has cost nothing, because it will be sent again. */
@ApplicationScoped
public class StoreWithinLimits {
    private final AppendWebEvents appendWebEvents;

    StoreWithinLimits(AppendWebEvents appendWebEvents) {
        this.appendWebEvents = appendWebEvents;
    }

    /**
     * Stores events; they are durable when this returns.
     *
     * @param tokens what was taken for them; given back if they are to be sent again
     * @throws HttpRefusal if too many events wait to be stored
     */
    public EventLog.Appended store(Admitted admitted, RateLimits.Tokens tokens) {
        try {
            return appendWebEvents
                    .tryAppend(admitted)
                    .orElseThrow(() -> HttpRefusal.forNow(
                            429, "BUSY", "too many events wait to be stored; send them again", Duration.ofSeconds(1)));
        } catch (RuntimeException error) {
            if (error instanceof HttpRefusal
                    || error instanceof RpcFailure.Unavailable
                    || DatabaseErrors.outage(error).isPresent()) {
                tokens.giveBack();
            }
            throw error;
        }
    }
}
