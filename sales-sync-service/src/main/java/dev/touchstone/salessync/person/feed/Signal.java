package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.marketo.DeletedLead;
import dev.touchstone.salessync.marketo.LeadChange;
import dev.touchstone.salessync.marketo.MarketoActivity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * That somebody may have changed. Pure. Only a merge tells more than that: who the losers are is told nowhere else.
 *
 * @param guid identity of the event in its feed; empty if it has none, then it is new each time
 * @param leadId who; of a merge the winner
 * @param at when, by Marketo's clock; may lie well before it showed up
 * @param deleted true if the feed of deleted leads says it
 * @param losers those who were merged into this one; empty for anything but a merge
 */
record Signal(String guid, long leadId, Instant at, boolean deleted, List<Long> losers) {
    /**
     * Name of the attribute that lists the losers, without case, blanks and punctuation. Its value is {@code [12]} or
     * {@code [12, 13]}.
     */
    private static final String LOSERS = "mergeids";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    Signal {
        losers = List.copyOf(losers);
    }

    static Signal of(LeadChange change) {
        return new Signal(change.guid(), change.leadId(), change.at(), false, List.of());
    }

    static Signal of(DeletedLead lead) {
        return new Signal(lead.guid(), lead.leadId(), lead.at(), true, List.of());
    }

    /** Reads an activity; only a merge has losers. */
    static Signal of(MarketoActivity activity, FollowedTypes types) {
        List<Long> losers = types.isMerge(activity.typeId()) ? losers(activity) : List.of();
        return new Signal(activity.guid(), activity.leadId(), activity.at(), false, losers);
    }

    private static List<Long> losers(MarketoActivity merge) {
        return merge.attributes().entrySet().stream()
                .filter(attribute -> plain(attribute.getKey()).equals(LOSERS))
                .map(Map.Entry::getValue)
                .flatMap(ids -> NUMBER.matcher(ids).results())
                .map(number -> Long.parseLong(number.group()))
                .filter(id -> id > 0 && id != merge.leadId())
                .distinct()
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
