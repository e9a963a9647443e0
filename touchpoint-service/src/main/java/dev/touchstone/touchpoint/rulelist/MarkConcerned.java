package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.rulebook.ChangeKey;
import dev.touchstone.touchpoint.rulebook.ListState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Marks what a change of a list or of its day concerns, in the transaction that makes the change.
 *
 * <p><b>Why one mark, which a later transaction takes apart:</b> as for the settings, this transaction does not see facts that are
 * just being committed. The mark tells what was in force before, so that the later transaction can compare.
 */
@ApplicationScoped
class MarkConcerned {
    private final MarkStore marks;

    MarkConcerned(MarkStore marks) {
        this.marks = marks;
    }

    /** Marks what a list concerns that was in force so until now. */
    void mark(ListState before) {
        if (before.kind().isOfFacts()) {
            marks.mark(Queue.RULE_LIST, List.of(ChangeKey.OfRules.from(before).text()));
        } else {
            marks.mark(Queue.ALIAS, List.of(IdentityKey.ALL_PEOPLE));
        }
    }
}
