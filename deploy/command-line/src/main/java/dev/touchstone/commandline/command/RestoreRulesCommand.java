package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.RuleSetText;
import dev.touchstone.mapping.v1.RestoreRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSet;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rolls back. */
@Command(
        name = "restore",
        description = "Publish the rows of an earlier version as a new one, and wait until all touchpoints show it.")
final class RestoreRulesCommand implements Callable<Integer> {
    private final Context context;
    private final RuleSets ruleSets;

    @Parameters(paramLabel = "VERSION", description = "The earlier version.")
    private long version;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "It decides for touchpoints from this day or time on; for all if not given.")
    private @Nullable Instant from;

    @Option(names = "--no-wait", description = "Do not wait until touchpoints show it.")
    private boolean noWait;

    @Mixin
    private Author author = new Author();

    RestoreRulesCommand(Context context) {
        this.context = context;
        this.ruleSets = new RuleSets(context);
    }

    @Override
    public Integer call() {
        RestoreRuleSetRequest.Builder request = RestoreRuleSetRequest.newBuilder()
                .setVersion(version)
                .setActiveEtag(ruleSets.active().getRuleSet().getEtag())
                .setAuthor(author.name())
                .setNote(author.note());
        if (from != null) {
            request.setStartTime(Times.timestamp(from));
        }
        RuleSet restored =
                ruleSets.call(stub -> stub.restoreRuleSet(request.build())).getRuleSet();
        context.show(restored, () -> RuleSetText.heading(restored));
        if (!noWait && !context.json()) {
            RemapProgress.await(context, restored.getVersion());
        }
        return Context.OK;
    }
}
