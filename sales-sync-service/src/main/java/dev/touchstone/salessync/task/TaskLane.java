package dev.touchstone.salessync.task;

import java.util.Optional;

/** The lanes of the outbox that bring tasks to Salesforce: one for each seller, because each call is made as one seller. Pure. */
public final class TaskLane {
    /** What all of them begin with; under this name they are counted together. */
    public static final String PREFIX = "salesforce-task/";

    private TaskLane() {}

    /**
     * The lane of a seller.
     *
     * @param seller e-mail address in lower case
     */
    public static String of(String seller) {
        return PREFIX + seller;
    }

    /** Whose lane it is; empty if it is another kind of lane. */
    public static Optional<String> seller(String lane) {
        return lane.startsWith(PREFIX) ? Optional.of(lane.substring(PREFIX.length())) : Optional.empty();
    }
}
