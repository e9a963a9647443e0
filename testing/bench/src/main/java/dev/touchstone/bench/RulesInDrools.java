package dev.touchstone.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A peer: the same rules in Drools. Each rule that matches tells its number to the record, which keeps the smallest; the
 * compilation is not in the time.
 */
final class RulesInDrools {
    private final DroolsRules rules;

    RulesInDrools(List<List<RuleTest>> rules) {
        this.rules = new DroolsRules(text(rules));
    }

    private static String text(List<List<RuleTest>> rules) {
        return "package bench\nimport " + DroolsFact.class.getName() + "\n"
                + IntStream.range(0, rules.size())
                        .mapToObj(rule -> "rule \"" + rule + "\" when $record : DroolsFact("
                                + rules.get(rule).stream().map(RuleTest::drl).collect(Collectors.joining(", "))
                                + ") then $record.matched(" + rule + "); end\n")
                        .collect(Collectors.joining());
    }

    /** Finds the first rule of so many records. */
    RuleAnswers run(RuleInput input, int records) {
        return rules.run(records, number -> new DroolsFact(input.record(number)), DroolsFact::first);
    }
}
