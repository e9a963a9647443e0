package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the people that are kept, of their groups, and of where they are changed. */
@ConfigMapping(prefix = "touchstone.sales-sync.people")
interface PeopleConfig {
    /**
     * People who may be here, hidden ones included, above 0. At 90 % of them there is a warning; at 100 %, who is here already is followed
     * and nobody new is taken in until there is room, or this is raised: a reconciliation takes in who was left out.
     */
    @WithDefault("1500000")
    long capacity();

    /** How long things are kept that are not needed to go on. */
    Kept kept();

    /** How much users may keep in groups. */
    Groups groups();

    /** Where people's records are seen and changed. */
    Links links();

    /** How long things are kept that are not needed to go on. */
    interface Kept {
        /** Changes of people, for readers of the stream that are away. A reader that is away for longer reads everybody anew. */
        @WithDefault("14D")
        Duration feed();

        /** How fields changed. Longer explains more and takes more room. */
        @WithDefault("90D")
        Duration history();

        /** People deleted in Marketo, before only a hash of the id is left. */
        @WithDefault("90D")
        Duration tombstones();

        /** When people were read last without a change: longer than any reading takes, so that a late one is known as such. */
        @WithDefault("8D")
        Duration sightings();

        /** How often it is looked for what is kept no longer. */
        @WithDefault("1H")
        Duration interval();
    }

    /** How much users may keep in groups. */
    interface Groups {
        /** Groups of one user. */
        @WithDefault("50")
        int perUser();

        /** People in one group. */
        @WithDefault("200")
        int peoplePerGroup();
    }

    /** Where people's records are seen and changed; {@code {id}} stands for the record's id. */
    interface Links {
        /** A lead or contact in Salesforce. */
        @WithDefault("https://login.salesforce.com/{id}")
        String salesforce();

        /** A lead in Marketo. */
        @WithDefault("https://app.marketo.com/leadDatabase/loadLeadDetail?leadId={id}")
        String marketo();
    }
}
