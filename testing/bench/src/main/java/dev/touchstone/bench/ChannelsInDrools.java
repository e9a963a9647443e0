package dev.touchstone.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * A peer: the same rows in Drools, compiled to its executable model, in this process and on one thread. Each row that matches tells
 * its number to the key, which keeps the smallest; the compilation is not in the time.
 */
final class ChannelsInDrools {
    private static final int SESSION = 1_000;

    private final KieBase rules;

    ChannelsInDrools(List<ChannelRow> rows) {
        rules = DroolsRules.compile("package bench\nimport " + ChannelFact.class.getName() + "\n"
                + IntStream.range(0, rows.size())
                        .mapToObj(row -> "rule \"" + row + "\" when $key : ChannelFact("
                                + rows.get(row).drl() + ") then $key.matched(" + row + "); end\n")
                        .collect(Collectors.joining()));
    }

    /** Finds the row of so many keys. */
    RuleAnswers run(ChannelInput input, int keys) {
        CpuClock clock = new CpuClock();
        int[] first = new int[keys];
        for (int begin = 0; begin < keys; begin += SESSION) {
            int end = Math.min(keys, begin + SESSION);
            List<ChannelFact> facts = IntStream.range(begin, end)
                    .mapToObj(number -> new ChannelFact(input.key(number)))
                    .toList();
            clock.start();
            KieSession session = rules.newKieSession();
            facts.forEach(session::insert);
            session.fireAllRules();
            session.dispose();
            clock.stop();
            for (int i = 0; i < facts.size(); i++) {
                first[begin + i] = facts.get(i).first();
            }
        }
        return new RuleAnswers(clock.wall(), clock.cpu(), first);
    }
}
