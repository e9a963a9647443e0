package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.MappingText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the active rule set. */
@Command(name = "rules", description = "Show the channel rules that are active, first match first.")
public final class RulesCommand implements Callable<Integer> {
    private final Context context;

    public RulesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        GetActiveRuleSetRequest request = GetActiveRuleSetRequest.newBuilder()
                .setView(RuleSetView.RULE_SET_VIEW_FULL)
                .build();
        RuleSet rules = context.services()
                .call(
                        Remote.MAPPING,
                        channel -> RuleSetServiceGrpc.newBlockingStub(channel).getActiveRuleSet(request))
                .getRuleSet();
        return context.show(
                rules, () -> MappingText.rules(rules, context.terminal().outWidth()));
    }
}
