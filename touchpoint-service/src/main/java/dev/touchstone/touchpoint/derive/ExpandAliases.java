package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Aliases, addresses, settings → the visitors whose sessions they may change. */
@ApplicationScoped
class ExpandAliases implements DerivationStep {
    /** Takes some seconds over years of months, each of which is looked at for each visitor. */
    private static final int PORTION_OF_EVERYTHING = 10_000;

    private final MarkStore marks;
    private final DerivationSettings settings;

    ExpandAliases(MarkStore marks, DerivationSettings settings) {
        this.marks = marks;
        this.settings = settings;
    }

    @Override
    public Queue queue() {
        return Queue.ALIAS;
    }

    @Override
    public int batchSize() {
        return settings.batchSize();
    }

    @Override
    public void derive(List<String> identityKeys) {
        marks.markVisitorsOf(identityKeys, PORTION_OF_EVERYTHING);
    }
}
