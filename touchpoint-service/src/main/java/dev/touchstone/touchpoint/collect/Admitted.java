package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import java.util.List;
import java.util.Set;

/**
 * What a client sent and will be stored.
 *
 * @param events the good events, in the order in which they were sent
 * @param contexts the circumstances that they point to
 */
public record Admitted(List<WebEvent> events, Set<WebContext> contexts) {
    public Admitted {
        events = List.copyOf(events);
        contexts = Set.copyOf(contexts);
    }
}
