package dev.touchstone.salessync.salesforce;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets every call through at once and keeps how each ended. */
public final class OpenSalesforceGate implements SalesforceGate {
    private final List<Ended> ended = Collections.synchronizedList(new ArrayList<>());

    private record Open(SalesforceLane lane) implements Turn {}

    /** A call that is over. */
    public record Ended(
            SalesforceLane lane,
            SalesforceOutcome outcome,
            @Nullable LimitInfo used) {}

    @Override
    public Turn enter(SalesforceLane lane, Duration patience) {
        return new Open(lane);
    }

    @Override
    public Optional<SalesforceError> end(Turn turn, SalesforceOutcome outcome, @Nullable LimitInfo used) {
        ended.add(new Ended(((Open) turn).lane(), outcome, used));
        return Optional.empty();
    }

    /** How the calls ended, in their order. */
    public List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** The same without lanes and limits. */
    public List<SalesforceOutcome> outcomes() {
        return ended().stream().map(Ended::outcome).toList();
    }
}
