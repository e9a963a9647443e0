package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * The ordered rules of one rule set: the online sheet for web sessions and activities, and after it the campaign types.
 *
 * <p><b>Shape:</b> rows are numbered from 1 through both lists: the first offline rule has the number of online rows
 * plus one.
 */
public record ChannelRules(List<ChannelRule> online, List<OfflineRule> offline) {
    public ChannelRules {
        online = List.copyOf(online);
        offline = List.copyOf(offline);
    }

    /** Number of the offline rule at an index. */
    public int rowNumberOfOffline(int index) {
        return online.size() + index + 1;
    }

    /** Number of rows of both lists. */
    public int size() {
        return online.size() + offline.size();
    }
}
