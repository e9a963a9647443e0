package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the way of activities to Marketo. */
@ConfigMapping(prefix = "touchstone.sales-sync.activity")
interface ActivityConfig {
    /** Activities of a call, 1 to 300, which is Marketo's limit. Fewer use more of the daily quota. */
    @WithDefault("300")
    int batchSize();

    /**
     * A batch that is not full goes out when its oldest activity has waited so long. Longer saves calls when little happens; shorter
     * shows activities in Marketo sooner.
     */
    @WithDefault("5S")
    Duration batchAge();

    /** How long a process that died keeps its activities from the others, at least 3 seconds. */
    @WithDefault("60S")
    Duration lease();

    /** How long an activity that cannot go out holds back later ones of the same person. */
    @WithDefault("10M")
    Duration holdBack();

    /** How often a process looks whether there is something to do. */
    @WithDefault("250MS")
    Duration pollInterval();

    /** How long somebody who looks at the activities of a person waits for Marketo before what is stored is shown. */
    @WithDefault("2S")
    Duration panelPatience();

    /** Pages of 300 activities, of each ten types, that are read of a person for one look, at most; the next look goes on. */
    @WithDefault("100")
    int panelPages();

    /** How often counts are added up and shown as metrics. */
    @WithDefault("10S")
    Duration tidyInterval();
}
