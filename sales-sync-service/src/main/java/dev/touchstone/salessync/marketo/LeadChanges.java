package dev.touchstone.salessync.marketo;

import java.util.Set;

/**
 * A page of the feed of changes.
 *
 * @param page what changed
 * @param fields the fields that the instance was asked for: of no other does the page tell a change
 */
public record LeadChanges(FeedPage<LeadChange> page, Set<LeadField> fields) {
    public LeadChanges {
        fields = Set.copyOf(fields);
    }
}
