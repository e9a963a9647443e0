package dev.touchstone.touchpoint.derive;

import java.util.Collection;

/** What is stored of people, as derivation sees it. */
public interface PersonStore {
    /** Remembers e-mail addresses; known ones cost nothing. Lower case. */
    void remember(Collection<String> emails);
}
