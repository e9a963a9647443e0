package dev.touchstone.salessync.task;

import java.util.Optional;

/** The lanes of the outbox that bring tasks to Salesforce: one for each seller, because each call is made as one seller. Pure. */
public final class TaskLane {
    /** All of them together, as metrics name them: sellers are not to be labels. */
    public static final String ALL = "salesforce-task";
    /** What all of them begin with. */
    public static final String PREFIX = ALL + "/";

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
