package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.Generation;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointGenerator;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.remap.MappingKeyStore;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.touchpoint.TouchpointDigest;
import dev.touchstone.touchpoint.touchpoint.TouchpointStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** People's facts → touchpoints. Writes only what differs, and writes every difference to the change feed. */
@ApplicationScoped
public class DeriveTouchpoints implements DerivationStep {
    private final PersonFactStore people;
    private final TouchpointStore touchpoints;
    private final MappingKeyStore mappingKeys;
    private final PolicySource policies;
    private final DerivationSettings settings;

    DeriveTouchpoints(
            PersonFactStore people,
            TouchpointStore touchpoints,
            MappingKeyStore mappingKeys,
            PolicySource policies,
            DerivationSettings settings) {
        this.people = people;
        this.touchpoints = touchpoints;
        this.mappingKeys = mappingKeys;
        this.policies = policies;
        this.settings = settings;
    }

    /**
     * How what is stored differs from what it should be.
     *
     * @param derivedCount how many touchpoints there should be
     * @param changes new, changed and removed touchpoints
     * @param mappingKeys keys that the new and changed ones from the CRM point to
     */
    public record Difference(int derivedCount, TouchpointStore.Changes changes, Set<MappingKey> mappingKeys) {}

    @Override
    public Queue queue() {
        return Queue.PERSON;
    }

    @Override
    public int batchSize() {
        return settings.batchSize();
    }

    @Override
    public void derive(List<String> personIds) {
        Difference difference =
                difference(personIds.stream().map(UUID::fromString).toList());
        mappingKeys.intern(difference.mappingKeys());
        touchpoints.apply(difference.changes());
    }

    /** Derives in memory and compares with what is stored; changes nothing. */
    public Difference difference(List<UUID> personIds) {
        Map<UUID, TouchpointStore.Stored> stored = new HashMap<>();
        touchpoints.read(personIds).forEach(touchpoint -> stored.put(touchpoint.touchpointId(), touchpoint));
        List<Touchpoint> created = new ArrayList<>();
        List<Touchpoint> updated = new ArrayList<>();
        List<TouchpointStore.Stored> rekeyed = new ArrayList<>();
        Set<MappingKey> keys = new HashSet<>();
        int derivedCount = 0;
        GenerationPolicy policy = policies.current().generation();
        for (PersonFacts facts : people.ofPeople(personIds, policy)) {
            Generation generation = TouchpointGenerator.generate(facts, policy);
            derivedCount += generation.touchpoints().size();
            keys.addAll(generation.mappingKeys());
            for (Touchpoint touchpoint : generation.touchpoints()) {
                TouchpointStore.Stored before = stored.remove(touchpoint.touchpointId());
                if (before == null) {
                    created.add(touchpoint);
                } else if (!before.digest().equals(TouchpointDigest.of(touchpoint))) {
                    updated.add(touchpoint);
                    if (!before.mappingKeyId().equals(touchpoint.content().mappingKeyId())) {
                        rekeyed.add(before);
                    }
                }
            }
        }
        return new Difference(
                derivedCount,
                new TouchpointStore.Changes(created, updated, List.copyOf(stored.values()), rekeyed),
                keys);
    }
}
