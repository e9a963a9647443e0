package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.DetectorLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts keys into channels by one version of the rules: rows top to bottom, cells left to right, the first row of which
 * all cells match wins; a key that no row matches is in Other. Immutable and safe for all threads.
 *
 * <p>Web sessions and activities are decided by the online sheet, CRM campaigns by their type alone.
 */
public final class Classifier {
    private static final String KINDS_OF_ONLINE_ROWS =
            KeyKind.WEB_SESSION.words() + " or " + KeyKind.CRM_ACTIVITY.words();

    private final ChannelRules rules;
    private final DetectorLists lists;
    private final CompiledRules online;
    private final Map<String, ChannelMatch> byCampaignType = new HashMap<>();

    /**
     * Compiles the rules.
     *
     * @throws IllegalArgumentException if a cell is not valid (see {@link CellSyntax#problem})
     */
    public Classifier(ChannelRules rules, DetectorLists lists) {
        this.rules = rules;
        this.lists = lists;
        online = new CompiledRules(rules.online());
        for (int i = 0; i < rules.offline().size(); i++) {
            OfflineRule rule = rules.offline().get(i);
            ChannelMatch match = new ChannelMatch.Matched(rule.path(), rules.rowNumberOfOffline(i));
            byCampaignType.putIfAbsent(CaseFold.fold(rule.campaignType()), match);
        }
    }

    /** The channel of a key. */
    public ChannelMatch classify(MappingKey key) {
        return switch (key.kind()) {
            case WEB_SESSION, CRM_ACTIVITY -> online.firstMatch(FoldedKey.of(key, lists));
            case CRM_CAMPAIGN -> byCampaignType(key);
        };
    }

    private ChannelMatch byCampaignType(MappingKey key) {
        @Nullable ChannelMatch match = byCampaignType.get(CaseFold.fold(key.medium()));
        return match == null ? new ChannelMatch.Unmatched() : match;
    }

    /** Why a key is in its channel: the deciding row, and of every row before it the first cell that did not match. */
    public Explanation explain(MappingKey key) {
        FoldedKey folded = FoldedKey.of(key, lists);
        List<Explanation.SkippedRow> skipped = new ArrayList<>();
        for (CompiledRow row : online.rows()) {
            Optional<CellOutcome> mismatch = mismatch(row, key, folded);
            if (mismatch.isEmpty()) {
                List<CellOutcome> matched =
                        row.cells().stream().map(cell -> cell.outcome(folded)).toList();
                return new Explanation(row.match(), matched, skipped);
            }
            skipped.add(new Explanation.SkippedRow(row.match().rowNumber(), mismatch.get()));
        }
        return explainOffline(key, folded, skipped);
    }

    private Explanation explainOffline(MappingKey key, FoldedKey folded, List<Explanation.SkippedRow> skipped) {
        for (int i = 0; i < rules.offline().size(); i++) {
            OfflineRule rule = rules.offline().get(i);
            int rowNumber = rules.rowNumberOfOffline(i);
            if (key.kind() != KeyKind.CRM_CAMPAIGN) {
                skipped.add(new Explanation.SkippedRow(rowNumber, otherKind(KeyKind.CRM_CAMPAIGN.words(), key)));
                continue;
            }
            CellOutcome outcome =
                    new CellOutcome(Column.CAMPAIGN_TYPE, rule.campaignType(), folded.value(Column.CAMPAIGN_TYPE));
            if (CaseFold.fold(rule.campaignType()).equals(outcome.value())) {
                return new Explanation(new ChannelMatch.Matched(rule.path(), rowNumber), List.of(outcome), skipped);
            }
            skipped.add(new Explanation.SkippedRow(rowNumber, outcome));
        }
        return new Explanation(new ChannelMatch.Unmatched(), List.of(), skipped);
    }

    private static Optional<CellOutcome> mismatch(CompiledRow row, MappingKey key, FoldedKey folded) {
        return switch (key.kind()) {
            case WEB_SESSION, CRM_ACTIVITY -> row.firstMismatch(folded).map(cell -> cell.outcome(folded));
            case CRM_CAMPAIGN -> Optional.of(otherKind(KINDS_OF_ONLINE_ROWS, key));
        };
    }

    private static CellOutcome otherKind(String kindsOfRow, MappingKey key) {
        return new CellOutcome(Column.KIND, kindsOfRow, key.kind().words());
    }
}
