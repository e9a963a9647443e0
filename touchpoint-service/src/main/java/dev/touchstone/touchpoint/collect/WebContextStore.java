package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.session.WebContext;
import java.util.Collection;

/** Where the circumstances of events are kept, each once. */
public interface WebContextStore {
    /** Stores those that are not stored yet, in a transaction of its own; known ones cost nothing. */
    void intern(Collection<WebContext> contexts);
}
