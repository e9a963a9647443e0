package dev.touchstone.salessync.marketo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Opens instances. All that it opens share one pace, because Marketo counts the calls of an instance together. */
public final class MarketoGateway {
    private final Http http;
    private final CallPacer pacer;
    private final Clock clock;
    private final MeterRegistry meters;

    public MarketoGateway(MarketoPolicy policy, Clock clock, MeterRegistry meters) {
        this.http = new Http(policy.timeout());
        this.pacer = new CallPacer(
                new TokenBucket(policy.callsPerWindow(), policy.window()), policy.concurrentCalls(), clock);
        this.clock = clock;
        this.meters = meters;
    }

    /** An instance, not called yet. */
    public LeadsApi open(MarketoCredentials credentials) {
        return new LeadsApi(new MarketoClient(credentials, http, pacer, clock, meters), clock);
    }
}
