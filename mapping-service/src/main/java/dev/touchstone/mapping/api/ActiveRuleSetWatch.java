package dev.touchstone.mapping.api;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.v1.WatchActiveRuleSetResponse;
import io.grpc.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Streams of what is active. A subscriber is told that something changed, and what is active is looked up when the message
 * goes out: so one that is slow misses what is out of date anyway, and nothing waits for it but one sign.
 *
 * <p>The transport does not tell of a subscriber that left while its connection stays. So there are at most
 * {@value #MAX_WATCHERS}: the oldest makes room for a new one and, if it is still there, is asked to come again.
 *
 * <p>{@code touchstone_mapping_rule_set_watchers} is how many there are.
 */
@Startup
@ApplicationScoped
class ActiveRuleSetWatch {
    /** It says no more, since more would be out of date when it arrives. */
    private enum Sign {
        CHANGED
    }

    /** Far more than there are services that watch. */
    static final int MAX_WATCHERS = 500;

    private final ActiveRuleSet activeRuleSet;
    private final Set<MultiEmitter<? super Sign>> watchers = Collections.synchronizedSet(new LinkedHashSet<>());

    ActiveRuleSetWatch(ActiveRuleSet activeRuleSet, MeterRegistry registry) {
        this.activeRuleSet = activeRuleSet;
        activeRuleSet.onChange(() -> all().forEach(watcher -> watcher.emit(Sign.CHANGED)));
        Gauge.builder("touchstone.mapping.rule.set.watchers", watchers, Set::size)
                .description("open streams of what is active, at most " + MAX_WATCHERS)
                .register(registry);
    }

    /** What is active now, and again whenever that changes. */
    Multi<WatchActiveRuleSetResponse> open() {
        Multi<Sign> signs = Multi.createFrom().<Sign>emitter(this::watch, BackPressureStrategy.LATEST);
        return signs.map(sign -> response());
    }

    private List<MultiEmitter<? super Sign>> all() {
        synchronized (watchers) {
            return List.copyOf(watchers);
        }
    }

    private void watch(MultiEmitter<? super Sign> watcher) {
        watcher.onTermination(() -> watchers.remove(watcher));
        watchers.add(watcher);
        if (watcher.isCancelled()) {
            watchers.remove(watcher);
        }
        watcher.emit(Sign.CHANGED);
        all().stream().limit(Math.max(0, watchers.size() - MAX_WATCHERS)).forEach(this::sendAway);
    }

    private void sendAway(MultiEmitter<? super Sign> oldest) {
        watchers.remove(oldest);
        oldest.fail(Status.UNAVAILABLE
                .withDescription("there are more than " + MAX_WATCHERS + " watchers: watch again")
                .asRuntimeException());
    }

    private WatchActiveRuleSetResponse response() {
        WatchActiveRuleSetResponse.Builder response = WatchActiveRuleSetResponse.newBuilder();
        activeRuleSet.find().ifPresent(active -> response.setActive(RuleSetMessages.active(active, false)));
        return response.build();
    }
}
