package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.concern.MarkConcernedPeople;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.rulebook.ChangeKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Changes of rules and bulk updates → the people whom they concern. */
@ApplicationScoped
class ExpandRuleLists implements DerivationStep {
    private final MarkConcernedPeople concerned;

    ExpandRuleLists(MarkConcernedPeople concerned) {
        this.concerned = concerned;
    }

    @Override
    public Queue queue() {
        return Queue.RULE_LIST;
    }

    /** Each key stands for a portion of facts. */
    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public void derive(List<String> keys) {
        keys.forEach(key -> concerned.markNext(ChangeKey.parse(key)));
    }
}
