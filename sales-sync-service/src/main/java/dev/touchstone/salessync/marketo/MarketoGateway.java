package dev.touchstone.salessync.marketo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Opens instances. All that it opens share one {@link CallGate}, because Marketo counts the calls of an instance together. */
public final class MarketoGateway {
    private final MarketoClient.Tools tools;
    private final FieldWatch watch;

    /** With fields that are watched by the log alone. */
    public MarketoGateway(
            MarketoPolicy policy, CallGate gate, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this(policy, gate, clock, random, meters, FieldWatch.LOG);
    }

    /**
     * @param random for the jitter of repeated calls
     * @param watch is told what is wrong with an instance's fields
     */
    public MarketoGateway(
            MarketoPolicy policy,
            CallGate gate,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters,
            FieldWatch watch) {
        this.watch = watch;
        this.tools = new MarketoClient.Tools(new Http(policy), gate, clock, random, new CallMeters(meters));
    }

    /** An instance, not called yet. */
    public MarketoInstance open(MarketoCredentials credentials) {
        return new MarketoInstance(new MarketoClient(credentials, tools), tools.clock(), watch);
    }
}
