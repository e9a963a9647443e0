package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.RuleSetText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.PublishRuleSetDraftResponse;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a draft. */
@Command(
        name = "publish",
        description = "Publish a draft, now or at a time, and wait until all touchpoints show it.",
        footer =
                "A draft that was made from another version than the active one is refused: look at `touchstone rules diff`"
                        + " first, then name the version that it takes the place of with --replace.")
final class PublishRulesCommand implements Callable<Integer> {
    private final Context context;
    private final RuleSets ruleSets;

    @Parameters(
            paramLabel = "DRAFT",
            arity = "0..1",
            converter = RuleSets.ReferenceOption.class,
            description = "The draft; may be left out if there is but one.")
    private @Nullable RuleSetReference draft;

    @Option(names = "--at", paramLabel = "TIME", converter = Times.class, description = "When; now if not given.")
    private @Nullable Instant at;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description =
                    "It decides for touchpoints from this day or time on, older ones stay as they are; for all if not given.")
    private @Nullable Instant from;

    @Option(
            names = "--replace",
            paramLabel = "VERSION",
            description = "The active version, if the draft was made from another one.")
    private @Nullable Long replace;

    @Option(names = "--no-wait", description = "Do not wait until touchpoints show it.")
    private boolean noWait;

    @Mixin
    private Author author = new Author();

    PublishRulesCommand(Context context) {
        this.context = context;
        this.ruleSets = new RuleSets(context);
    }

    @Override
    public Integer call() {
        RuleSetDraft chosen = chosen();
        RuleSet active = ruleSets.active().getRuleSet();
        requireBase(chosen, active);
        PublishRuleSetDraftRequest.Builder request = PublishRuleSetDraftRequest.newBuilder()
                .setDraftId(chosen.getDraftId())
                .setEtag(chosen.getEtag())
                .setActiveEtag(active.getEtag())
                .setAuthor(author.name())
                .setNote(author.note().isEmpty() ? chosen.getNote() : author.note());
        if (at != null) {
            request.setPublishTime(Times.timestamp(at));
        }
        if (from != null) {
            request.setStartTime(Times.timestamp(from));
        }
        PublishRuleSetDraftResponse answer = ruleSets.call(stub -> stub.publishRuleSetDraft(request.build()));
        context.show(answer, () -> RuleSetText.published(answer));
        if (answer.hasRuleSet() && !noWait && !context.json()) {
            RemapProgress.await(context, answer.getRuleSet().getVersion());
        }
        return Context.OK;
    }

    private RuleSetDraft chosen() {
        if (draft != null) {
            return ruleSets.draft(RuleSets.draftId(draft));
        }
        List<RuleSetDraft> all = ruleSets.drafts().getDraftsList();
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new CommandFailed(
                all.isEmpty()
                        ? "there is no draft; `touchstone rules preview FILE` makes one"
                        : "there are several drafts; say which one `touchstone rules draft list` shows is meant");
    }

    private void requireBase(RuleSetDraft chosen, RuleSet active) {
        long expected = replace == null ? chosen.getBaseVersion() : replace;
        if (active.getVersion() != expected) {
            throw new CommandFailed("the draft was made from version " + chosen.getBaseVersion() + ", but version "
                    + active.getVersion() + " was published since: see `touchstone rules diff "
                    + chosen.getBaseVersion() + " "
                    + active.getVersion() + "`, then publish with --replace " + active.getVersion());
        }
    }
}
