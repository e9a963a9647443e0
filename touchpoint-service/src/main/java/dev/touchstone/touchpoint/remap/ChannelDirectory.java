package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.generate.MappingKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who knows the channels of mapping keys: mapping-service. */
public interface ChannelDirectory {
    /** The directory does not answer; try again later. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With one sentence for the log. */
        public Unavailable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The directory answers that it cannot classify by the rule set it was asked for. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Why. */
        public enum Reason {
            /** There is no such version or draft. */
            NOT_FOUND,
            /** Something is wrong with the rows of the draft. */
            INVALID
        }

        private final Reason reason;

        /** With one sentence. */
        public Refused(Reason reason, String sentence, Throwable cause) {
            super(sentence, cause);
            this.reason = reason;
        }

        /** Why. */
        public Reason reason() {
            return reason;
        }
    }

    /** A watch that is open until it is closed, or until the directory ends it. */
    interface Watch extends AutoCloseable {
        /** False once it has ended. */
        boolean isOpen();

        @Override
        void close();
    }

    /**
     * What is active; empty as long as nothing was published.
     *
     * @throws Unavailable if the directory does not answer
     */
    Optional<ActiveRules> active();

    /**
     * Tells whenever something else may be active.
     *
     * @param changed called at any time by any thread; must not wait
     */
    Watch watch(Runnable changed);

    /**
     * The rows of a rule set and {@link RuleRow#OTHER}, by the names their channels have today.
     *
     * @throws Unavailable if the directory does not answer
     * @throws Refused if there is no such rule set
     */
    List<RuleRow> rows(RuleSetChoice ruleSet);

    /**
     * Classifies keys: the number of the deciding row of each, in their order; 0 where none matches. Several calls may be under
     * way at once. The future fails with {@link Unavailable} or {@link Refused}.
     */
    CompletableFuture<int[]> classify(RuleSetChoice ruleSet, List<MappingKey> keys);
}
