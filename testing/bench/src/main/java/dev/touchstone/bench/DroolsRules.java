package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;

/** Compiles rules to Drools' executable model. */
final class DroolsRules {
    private DroolsRules() {}

    static KieBase compile(String text) {
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
