package dev.touchstone.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A peer: the same rows in Drools. Each row that matches tells its number to the key, which keeps the smallest; the compilation is
 * not in the time.
 */
final class ChannelsInDrools {
    private final DroolsRules rules;

    ChannelsInDrools(List<ChannelRow> rows) {
        rules = new DroolsRules("package bench\nimport " + ChannelFact.class.getName() + "\n"
                + IntStream.range(0, rows.size())
                        .mapToObj(row -> "rule \"" + row + "\" when $key : ChannelFact("
                                + rows.get(row).drl() + ") then $key.matched(" + row + "); end\n")
                        .collect(Collectors.joining()));
    }

    /** Finds the row of so many keys. */
    RuleAnswers run(ChannelInput input, int keys) {
        return rules.run(keys, number -> new ChannelFact(input.key(number)), ChannelFact::first);
    }
}
