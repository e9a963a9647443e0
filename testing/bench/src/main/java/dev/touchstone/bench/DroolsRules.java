package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;

/** Rules in Drools, compiled to its executable model, in this process and on one thread. */
final class DroolsRules {
    private static final int SESSION = 1_000;

    private final KieBase rules;

    /** Compiles rules. */
    DroolsRules(String text) {
        rules = compile(text);
    }

    /**
     * Lets the rules fire on so many facts; neither compiling nor making the facts is in the time.
     *
     * @param fact makes the fact of a number from 0 upwards
     * @param first the first of the rules that matched a fact, once they have fired
     */
    <T> RuleAnswers run(int count, IntFunction<T> fact, ToIntFunction<T> first) {
        CpuClock clock = new CpuClock();
        int[] answers = new int[count];
        for (int begin = 0; begin < count; begin += SESSION) {
            List<T> facts = IntStream.range(begin, Math.min(count, begin + SESSION))
                    .mapToObj(fact)
                    .toList();
            clock.start();
            KieSession session = rules.newKieSession();
            facts.forEach(session::insert);
            session.fireAllRules();
            session.dispose();
            clock.stop();
            for (int i = 0; i < facts.size(); i++) {
                answers[begin + i] = first.applyAsInt(facts.get(i));
            }
        }
        return new RuleAnswers(clock.wall(), clock.cpu(), answers);
    }

    private static KieBase compile(String text) {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/bench/rules.drl", text);
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new CommandFailed("Drools refuses the rules: "
                    + builder.getResults().getMessages(Message.Level.ERROR).getFirst());
        }
        return services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
    }
}
