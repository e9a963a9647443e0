package dev.touchstone.touchpoint.rule;

import java.util.List;

/**
 * An ordered list of rules; the first that matches decides.
 *
 * @param kind what it is for
 * @param version from 1 upwards
 * @param rules first to last
 */
public record RuleList(RuleListKind kind, long version, List<GenerationRule> rules) {
    public RuleList {
        rules = List.copyOf(rules);
    }
}
