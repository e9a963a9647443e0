package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.outbox.OutboxPolicy;
import dev.touchstone.salessync.task.delivery.TaskPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the beans of tasks that need settings. */
final class TaskBeans {
    @Produces
    @Singleton
    TaskPolicy taskPolicy(TaskConfig config) {
        OutboxPolicy outbox =
                new OutboxPolicy(config.batchSize(), config.batchAge(), config.lease(), config.holdBack());
        return new TaskPolicy(outbox, config.patience(), config.recordPatience());
    }
}
