package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.optout.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Marketo said lately, in the memory of this process: {@code SendCheck} decides how long it counts. Each replica remembers for
 * itself; signs of an unsubscribe come from the database, which all share, so that no replica allows on by itself.
 */
@ApplicationScoped
class AnswerMemory {
    /** Some 10 MB at most; the one that was not used for longest goes first. */
    private static final int MAX_ANSWERS = 50_000;

    private static final float LOAD = 0.75f;

    private final Map<EmailAddress, Answer> answers = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EmailAddress, Answer> eldest) {
            return size() > MAX_ANSWERS;
        }
    };

    synchronized void remember(EmailAddress address, Answer answer) {
        answers.put(address, answer);
    }

    synchronized Optional<Answer> find(EmailAddress address) {
        return Optional.ofNullable(answers.get(address));
    }
}
