package dev.touchstone.salessync.task;

import java.util.List;

/** Says, within the transaction, that these tasks are not dead any more, or never will be sent. Pure. */
public record TasksSettled(List<String> keys) {
    public TasksSettled {
        keys = List.copyOf(keys);
    }
}
