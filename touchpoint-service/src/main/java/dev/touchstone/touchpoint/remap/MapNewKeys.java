package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.trace.CarryTraces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Gives new keys their channels under all versions that decide or are being mapped to.
 *
 * <p><b>Why no key is missed:</b> keys are looked for before versions. A version that is not there then begins later, and its walk,
 * which begins later still, finds the key, which was committed before. A version that is there gets the key here; if the walk
 * meets it as well, it finds the same row.
 */
@ApplicationScoped
class MapNewKeys {
    static final int BATCH = 2_000;
    /** What waits, as traces name it. */
    static final String WORK = "mapping_key";

    private final MappingKeyStore keys;
    private final RemapStore store;
    private final ChannelDirectory directory;
    private final CarryTraces traces;

    MapNewKeys(MappingKeyStore keys, RemapStore store, ChannelDirectory directory, CarryTraces traces) {
        this.keys = keys;
        this.store = store;
        this.directory = directory;
        this.traces = traces;
    }

    /**
     * Takes some of the keys that wait.
     *
     * @return true if there may be more
     * @throws ChannelDirectory.Unavailable if mapping-service does not answer
     * @throws RemapStore.NoLongerHeld if another replica has taken over
     */
    boolean run(UUID holder) {
        List<MappingKeyStore.Stored> pending = keys.pending(BATCH);
        if (pending.isEmpty()) {
            return false;
        }
        List<RemapStore.Mapped> versions = store.mapped();
        if (versions.isEmpty()) {
            return false;
        }
        List<UUID> ids = pending.stream().map(MappingKeyStore.Stored::id).toList();
        traces.goOn(WORK, ids.stream().map(UUID::toString).toList(), () -> map(holder, pending, ids, versions));
        return pending.size() == BATCH;
    }

    private void map(
            UUID holder, List<MappingKeyStore.Stored> pending, List<UUID> ids, List<RemapStore.Mapped> versions) {
        // Not in a transaction: nothing is held while mapping-service answers.
        List<RemapStore.Assigned> assigned = new ArrayList<>();
        List<CompletableFuture<int[]>> answers = versions.stream()
                .map(version -> directory.classify(
                        new RuleSetChoice.Version(version.version()),
                        pending.stream().map(MappingKeyStore.Stored::key).toList()))
                .toList();
        for (int i = 0; i < versions.size(); i++) {
            assigned.add(new RemapStore.Assigned(versions.get(i).version(), ids, WalkKeys.answer(answers.get(i))));
        }
        QuarkusTransaction.requiringNew().run(() -> store.mapNew(holder, ids, assigned));
    }
}
