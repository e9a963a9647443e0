package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.DetectorLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts keys into channels by one version of the rules: rows top to bottom, cells left to right and then the groups of further
 * conditions, the first row that matches wins; a key that no row matches is in Other. Immutable and safe for all threads.
 *
 * <p>Web sessions and activities are decided by the online rows, members of CRM campaigns and programs by the offline rows.
 */
public final class Classifier {
    private static final String KINDS_OF_ONLINE_ROWS =
            KeyKind.WEB_SESSION.words() + " or " + KeyKind.CRM_ACTIVITY.words();

    private final DetectorLists lists;
    private final CompiledRules online;
    private final CompiledRules offline;

    /**
     * Compiles the rules.
     *
     * @throws IllegalArgumentException if a cell or a condition is not valid (see {@link CellSyntax#problem} and
     *     {@link ConditionSyntax})
     */
    public Classifier(ChannelRules rules, DetectorLists lists) {
        this.lists = lists;
        List<CompiledRow> onlineRows = new ArrayList<>();
        for (ChannelRule rule : rules.online()) {
            onlineRows.add(CompiledRow.of(onlineRows.size() + 1, rule));
        }
        online = new CompiledRules(onlineRows);
        List<CompiledRow> offlineRows = new ArrayList<>();
        for (OfflineRule rule : rules.offline()) {
            offlineRows.add(CompiledRow.of(rules.rowNumberOfOffline(offlineRows.size()), rule));
        }
        offline = new CompiledRules(offlineRows);
    }

    /** The channel of a key. */
    public ChannelMatch classify(MappingKey key) {
        return rowsFor(key.kind()).firstMatch(new FoldedKey(key, lists));
    }

    private CompiledRules rowsFor(KeyKind kind) {
        return switch (kind) {
            case WEB_SESSION, CRM_ACTIVITY -> online;
            case CRM_CAMPAIGN -> offline;
        };
    }

    /** Why a key is in its channel: the deciding row, and of every row before it the first cell that did not match. */
    public Explanation explain(MappingKey key) {
        FoldedKey folded = new FoldedKey(key, lists);
        List<Explanation.SkippedRow> skipped = new ArrayList<>();
        for (CompiledRules rules : List.of(online, offline)) {
            for (CompiledRow row : rules.rows()) {
                Optional<CellOutcome> mismatch =
                        rules == rowsFor(key.kind()) ? row.firstMismatch(folded) : Optional.of(otherKind(rules, key));
                if (mismatch.isEmpty()) {
                    return new Explanation(row.match(), row.matched(folded), skipped);
                }
                skipped.add(new Explanation.SkippedRow(row.rowNumber(), mismatch.get()));
            }
        }
        return new Explanation(new ChannelMatch.Unmatched(), List.of(), skipped);
    }

    private CellOutcome otherKind(CompiledRules rules, MappingKey key) {
        String kindsOfRow = rules == online ? KINDS_OF_ONLINE_ROWS : KeyKind.CRM_CAMPAIGN.words();
        return new CellOutcome(Column.KIND, kindsOfRow, key.kind().words());
    }
}
