package dev.touchstone.salessync.person.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;

/** Marks people who are to be read from Marketo again. A mark is only a reason to look: it says nothing about the person. */
@ApplicationScoped
public class DirtyPeople {
    private final SqlDirtyPersonStore store;

    DirtyPeople(SqlDirtyPersonStore store) {
        this.store = store;
    }

    /**
     * Marks people within the caller's transaction. A person who is marked already, even one who is being read at this moment,
     * will be read once more.
     *
     * @param marketoIds above 0; twice the same is the same as once
     */
    public void mark(Collection<Long> marketoIds, Instant now) {
        store.mark(marketoIds, now);
    }
}
