package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A touchpoint whose place in the person's journey is not known yet.
 *
 * @param type kind of interaction
 * @param touchedAt its time
 * @param content what it says about the effort
 * @param origin the fact and the rule that made it
 * @param context the circumstances of its session, as far as rules look at them
 * @param membership the campaign membership it was made from; null for others
 */
record Draft(
        TouchpointType type,
        Instant touchedAt,
        Touchpoint.Content content,
        Touchpoint.Origin origin,
        WebContext context,
        @Nullable Membership membership) {
    /** Oldest first. */
    static final Comparator<Draft> BY_TIME = Comparator.comparing(Draft::touchedAt)
            .thenComparing(draft -> draft.origin().fact(), FactReference.ORDER);
}
