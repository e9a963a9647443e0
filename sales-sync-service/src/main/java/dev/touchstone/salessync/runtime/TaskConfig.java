package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the way of tasks to Salesforce. What is logged is not said here but over gRPC. */
@ConfigMapping(prefix = "touchstone.sales-sync.task")
interface TaskConfig {
    /** Tasks of a call, 1 to 200, which is Salesforce's limit. Fewer use more of the organisation's calls. */
    @WithDefault("200")
    int batchSize();

    /**
     * A batch that is not full goes out when its oldest task has waited so long; at least a minute while more than 70 % of the organisation's
     * calls of 24 hours are used.
     */
    @WithDefault("5S")
    Duration batchAge();

    /** How long a process that died keeps its tasks, and the records they are under, from the others; at least 3 seconds. */
    @WithDefault("60S")
    Duration lease();

    /** How long a task that cannot go out holds back later ones of the same person and seller. */
    @WithDefault("10M")
    Duration holdBack();

    /** How often a process looks whether there is something to do. */
    @WithDefault("1S")
    Duration pollInterval();

    /** Batches that a process sends at a time, of different sellers or records. */
    @WithDefault("2")
    int workers();

    /** How long tasks wait for their seller to connect before they are given up. */
    @WithDefault("30D")
    Duration patience();

    /** How long a task without a record is looked at again if its person gets one. */
    @WithDefault("30D")
    Duration recordPatience();

    /** How often is looked for tasks that waited too long, and for people who got a record; counts are shown as metrics then. */
    @WithDefault("1M")
    Duration sweepInterval();
}
