package dev.touchstone.mapping.api;

import dev.touchstone.mapping.ruleset.CompiledRuleSet;
import dev.touchstone.mapping.v1.ChannelMatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The answers that one rule set can give, one for each row, each written once. */
final class MatchMessages {
    private final CompiledRuleSet rules;
    private final AtomicReferenceArray<@Nullable ChannelMatch> byRowNumber;

    MatchMessages(CompiledRuleSet rules) {
        this.rules = rules;
        this.byRowNumber = new AtomicReferenceArray<>(rules.rules().size() + 1);
    }

    boolean areOf(CompiledRuleSet other) {
        return rules.classifier() == other.classifier() && rules.version() == other.version();
    }

    ChannelMatch of(dev.touchstone.mapping.classify.ChannelMatch match) {
        @Nullable ChannelMatch known = byRowNumber.get(match.rowNumber());
        if (known == null) {
            known = MappingMessages.match(match, rules.version());
            byRowNumber.set(match.rowNumber(), known);
        }
        return known;
    }
}
