package dev.touchstone.touchpoint.mark;

import java.util.Locale;

/** The queues of dirty marks, in the order in which work passes through them. */
public enum Queue {
    /** What stands for many visitors at once and changed; {@link IdentityKey} says which keys there are. */
    ALIAS,
    /** Visitors whose events changed. */
    VISITOR,
    /** Campaigns that changed. */
    CAMPAIGN,
    /** Programs that changed. */
    PROGRAM,
    /** Rule lists, days and bulk updates that changed what many facts make. */
    RULE_LIST,
    /** Leads and contacts that changed, or whose memberships or activities did. */
    CRM_PERSON,
    /** People whose facts changed. */
    PERSON;

    /** How many shards a queue has; {@code mark_shard} in the schema gives the same. */
    public static final int SHARDS = 32;

    /** The name in the store, in metrics and in the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
