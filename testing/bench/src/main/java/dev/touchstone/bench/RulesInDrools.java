package dev.touchstone.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * A peer: the same rules in Drools, compiled to its executable model, in this process and on one thread. Each rule that matches
 * tells its number to the record, which keeps the smallest; the compilation is not in the time.
 */
final class RulesInDrools {
    private static final int SESSION = 1_000;

    private final KieBase rules;

    RulesInDrools(List<List<RuleTest>> rules) {
        this.rules = DroolsRules.compile(text(rules));
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
        CpuClock clock = new CpuClock();
        int[] first = new int[records];
        for (int begin = 0; begin < records; begin += SESSION) {
            int end = Math.min(records, begin + SESSION);
            List<DroolsFact> facts = IntStream.range(begin, end)
                    .mapToObj(number -> new DroolsFact(input.record(number)))
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
