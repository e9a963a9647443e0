package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of opt-outs with Salesforce that are not an administrator's; those are versions in the database. */
@ConfigMapping(prefix = "touchstone.sales-sync.opt-out")
interface OptOutConfig {
    /** How often a process looks for opt-outs that are to be written to Salesforce. */
    @WithDefault("500MS")
    Duration pollInterval();

    /** How often a process looks whether a nightly run is due, or one that failed is to go on. */
    @WithDefault("10S")
    Duration nightlyInterval();
}
