package dev.touchstone.touchpoint.erased;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Knows erased people by the keyed hashes of their ids. */
@ApplicationScoped
public class KeyedErasedIdentities implements ErasedIdentities {
    private final ErasedStore store;
    private final ErasureKey key;

    KeyedErasedIdentities(ErasedStore store, ErasureKey key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public Look look(Supplier<Set<PersonalId>> asked) {
        ErasedStore.State state = store.state();
        return new Look(state.erasures(), among(state, asked));
    }

    @Override
    public Set<PersonalId> hold(Supplier<Set<PersonalId>> asked) {
        return among(store.share(), asked);
    }

    /**
     * For the transaction that erases: waits for those that store or derive something, and keeps others waiting until it ends.
     *
     * @throws RpcFailure.FailedPrecondition {@code ERASURE_KEY_MISSING} if there is no key
     */
    public void exclude() {
        key.require();
        requireSameKey(store.exclude());
    }

    /** When the first of these ids was erased; empty if none was. */
    public Optional<Instant> firstErasedAt(Collection<PersonalId> ids) {
        return store.firstErasedAt(ids.stream().map(key::hash).toList());
    }

    /** Keeps these ids out from now on, in the caller's transaction, which excludes others. */
    public void keepOut(Collection<PersonalId> ids, Instant now) {
        // In one order, though nobody else keeps any at the same time.
        store.keep(ids.stream().map(key::hash).sorted().toList(), now, key.check());
    }

    private Set<PersonalId> among(ErasedStore.State state, Supplier<Set<PersonalId>> asked) {
        if (state.erasures() == 0) {
            return Set.of();
        }
        requireSameKey(state);
        Map<String, PersonalId> byHash = new HashMap<>();
        asked.get().forEach(id -> byHash.put(key.hash(id), id));
        Set<String> kept = store.kept(List.copyOf(byHash.keySet()));
        return byHash.entrySet().stream()
                .filter(entry -> kept.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Without the key nobody who was erased is known again: then nothing may be stored at all. */
    private void requireSameKey(ErasedStore.State state) {
        if (state.erasures() > 0 && !state.keyCheck().equals(key.check())) {
            throw new RpcFailure.Unavailable(
                    "ERASURE_KEY_MISSING",
                    "people were erased with another key than this process has, so nobody can tell who must not come back: set "
                            + ErasureKey.PROPERTY + " to that key and start again",
                    Duration.ofMinutes(1));
        }
    }
}
