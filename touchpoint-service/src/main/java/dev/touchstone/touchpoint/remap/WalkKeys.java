package dev.touchstone.touchpoint.remap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Classifies all keys under a version, in their order: while some are being classified, others are read and written. The walk
 * goes on where it stopped, whoever goes on with it.
 */
@ApplicationScoped
class WalkKeys {
    private static final int PAGE = 4_000;
    private static final int PAGES_UNDER_WAY = 4;

    private final MappingKeyStore keys;
    private final RemapStore store;
    private final ChannelDirectory directory;
    private final Clock clock;

    WalkKeys(MappingKeyStore keys, RemapStore store, ChannelDirectory directory, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    private record Asked(List<UUID> ids, CompletableFuture<int[]> rowNumbers) {}

    /**
     * Walks on for about so long, or to the end.
     *
     * @throws ChannelDirectory.Unavailable if mapping-service does not answer; what was answered before is stored
     * @throws RemapStore.NoLongerHeld if another replica has taken over
     */
    void walk(UUID holder, RemapStore.Mapped version, Duration time) {
        Instant until = clock.instant().plus(time);
        RuleSetChoice ruleSet = new RuleSetChoice.Version(version.version());
        Queue<Asked> underWay = new ArrayDeque<>();
        UUID readTo = version.walkedTo();
        boolean atEnd = false;
        while (true) {
            while (!atEnd
                    && underWay.size() < PAGES_UNDER_WAY
                    && clock.instant().isBefore(until)) {
                List<MappingKeyStore.Stored> page = keys.page(readTo, PAGE);
                if (!page.isEmpty()) {
                    readTo = page.get(page.size() - 1).id();
                    underWay.add(new Asked(
                            page.stream().map(MappingKeyStore.Stored::id).toList(),
                            directory.classify(
                                    ruleSet,
                                    page.stream()
                                            .map(MappingKeyStore.Stored::key)
                                            .toList())));
                }
                atEnd = page.size() < PAGE;
            }
            Asked next = underWay.poll();
            if (next == null) {
                break;
            }
            RemapStore.Assigned assigned =
                    new RemapStore.Assigned(version.version(), next.ids(), answer(next.rowNumbers()));
            QuarkusTransaction.requiringNew().run(() -> store.walked(holder, assigned));
        }
        if (atEnd) {
            QuarkusTransaction.requiringNew().run(() -> store.complete(holder, version.version()));
        }
    }

    /** What a future gives, or the failure that it ended with. */
    static List<Integer> answer(CompletableFuture<int[]> rowNumbers) {
        try {
            return IntStream.of(rowNumbers.join()).boxed().toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
