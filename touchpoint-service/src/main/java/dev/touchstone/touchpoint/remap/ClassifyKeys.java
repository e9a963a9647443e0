package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Gives mapping keys the channel that mapping-service's active rule set gives them. Repeating it, or two replicas at once,
 * does no harm: a key takes a channel only from a later version than it has.
 */
@ApplicationScoped
public class ClassifyKeys {
    static final int BATCH = 500;

    private final MappingKeyStore keys;
    private final ChannelDirectory directory;
    private final ChangeFeed changeFeed;

    ClassifyKeys(MappingKeyStore keys, ChannelDirectory directory, ChangeFeed changeFeed) {
        this.keys = keys;
        this.directory = directory;
        this.changeFeed = changeFeed;
    }

    /**
     * Classifies a batch of keys that have no channel, or one of an earlier version.
     *
     * @param activeVersion the version that mapping-service has active
     * @return how many keys were asked for
     */
    public int classify(long activeVersion) {
        List<MappingKeyStore.Pending> pending = keys.pending(activeVersion, BATCH);
        if (!pending.isEmpty()) {
            // Not in a transaction: nothing is held while mapping-service answers.
            List<ChannelDirectory.Assignment> assignments = directory.classify(pending);
            QuarkusTransaction.requiringNew().run(() -> assign(assignments));
        }
        return pending.size();
    }

    private void assign(List<ChannelDirectory.Assignment> assignments) {
        List<UUID> changed = keys.assign(assignments);
        changeFeed.remapped(changed);
    }
}
