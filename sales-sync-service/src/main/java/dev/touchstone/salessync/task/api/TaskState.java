package dev.touchstone.salessync.task.api;

import dev.touchstone.salessync.outbox.OutboxState;

/** How far a task is, as people see it. Pure. */
enum TaskState {
    WAITING_CONNECTION,
    RESOLVING,
    READY,
    SENDING,
    DONE,
    WAIT_QUOTA,
    IN_DOUBT,
    SKIPPED,
    DEAD;

    /**
     * The state of a row.
     *
     * @param usable whether the seller's connection can be used; what has to be sent waits for it else
     */
    static TaskState of(OutboxState state, boolean usable) {
        return switch (state) {
            case SENDING -> SENDING;
            case DONE -> DONE;
            case SKIPPED -> SKIPPED;
            case DEAD -> DEAD;
            case PENDING, BLOCKED_SCHEMA -> usable ? READY : WAITING_CONNECTION;
            case RESOLVE_ALIAS -> usable ? RESOLVING : WAITING_CONNECTION;
            case WAIT_QUOTA -> usable ? WAIT_QUOTA : WAITING_CONNECTION;
            case IN_DOUBT -> usable ? IN_DOUBT : WAITING_CONNECTION;
        };
    }
}
