package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.DependentStore;
import dev.touchstone.touchpoint.mark.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Programs → the people who are in them or have activities of them. */
@ApplicationScoped
class ExpandPrograms implements DerivationStep {
    private final DependentStore dependents;
    private final DerivationSettings settings;

    ExpandPrograms(DependentStore dependents, DerivationSettings settings) {
        this.dependents = dependents;
        this.settings = settings;
    }

    @Override
    public Queue queue() {
        return Queue.PROGRAM;
    }

    @Override
    public int batchSize() {
        return settings.batchSize();
    }

    @Override
    public void derive(List<String> programIds) {
        dependents.markPeopleOfPrograms(programIds);
    }
}
