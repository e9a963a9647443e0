package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * One offline row: it puts members of CRM campaigns and Marketo programs into a channel. Rows are tried in their order, as
 * online ones are.
 *
 * @param campaignType the type, or the channel of a program, as the CRM writes it; compared whole and without regard to case,
 *     never with wildcards; empty does not restrict, for a row with groups only
 * @param path where they are put
 * @param anyOf groups of further conditions; none for a row that the sheet can say in full
 */
public record OfflineRule(String campaignType, ChannelPath path, List<ConditionGroup> anyOf) {
    public OfflineRule {
        anyOf = List.copyOf(anyOf);
    }

    /** A row that the sheet can say in full. */
    public OfflineRule(String campaignType, ChannelPath path) {
        this(campaignType, path, List.of());
    }
}
