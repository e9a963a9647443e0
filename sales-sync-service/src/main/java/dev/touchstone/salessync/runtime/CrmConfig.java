package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/**
 * How Salesforce is read for touchpoint-service. Without {@code touchstone.sales-sync.touchpoint-service.host} it is not read. Names of
 * fields are API names of custom fields; an organisation that lacks one is read without it.
 */
@ConfigMapping(prefix = "touchstone.sales-sync.salesforce-reading")
interface CrmConfig {
    /** The Pub/Sub API, {@code https://host:port}. */
    @WithDefault("https://api.pubsub.salesforce.com:7443")
    URI pubSubUrl();

    /** How long a process that died keeps the others from going on. */
    @WithDefault("60S")
    Duration lease();

    /** How often it is looked for something to do. Longer is later, shorter asks the database more often. */
    @WithDefault("1S")
    Duration idle();

    /** After a change event, how long the next of the same object wait at least. What comes meanwhile is read with one call. */
    @WithDefault("1S")
    Duration lookInterval();

    /** The same for an object that changes all the time: 720 calls a day at most. */
    @WithDefault("2M")
    Duration longestLookInterval();

    /** How often changes of an object are looked for whose change events come: two calls each time. */
    @WithDefault("30M")
    Duration roundInterval();

    /** How often changes of an object are looked for that is not selected for change data capture: two calls each time. */
    @WithDefault("5M")
    Duration roundIntervalWithoutEvents();

    /** How often the log of an object's deletions is read: a call each time. */
    @WithDefault("1H")
    Duration deletionInterval();

    /** Field of a campaign: whose memberships become touchpoints. */
    @WithDefault("bizible2__Bizible_Attribution_SyncType__c")
    String syncTypeField();

    /** Field of a campaign: members added before this day make no touchpoint. */
    @WithDefault("bizible2__Touchpoint_StartDate__c")
    String touchpointStartField();

    /** Field of a campaign: members added after this day make no touchpoint. */
    @WithDefault("bizible2__Touchpoint_EndDate__c")
    String touchpointEndField();

    /** Field of a campaign member: the date of its touchpoint, if somebody set one. */
    @WithDefault("bizible2__Bizible_Touchpoint_Date__c")
    String touchpointDateField();
}
