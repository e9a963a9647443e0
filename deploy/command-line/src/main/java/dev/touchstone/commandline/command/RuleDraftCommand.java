package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.RuleSetText;
import dev.touchstone.mapping.v1.CancelPublicationRequest;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftRequest;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftResponse;
import dev.touchstone.mapping.v1.ListRuleSetDraftsResponse;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the drafts of channel rules. */
@Command(
        name = "draft",
        synopsisSubcommandLabel = "COMMAND",
        description = "List, make and throw away drafts, or call off the publication of one.")
final class RuleDraftCommand {
    private final Context context;
    private final RuleSets ruleSets;

    private RuleDraftCommand(Context context) {
        this.context = context;
        this.ruleSets = new RuleSets(context);
    }

    static CommandLine commandLine(Context context) {
        return new CommandLine(new RuleDraftCommand(context));
    }

    @Command(name = "list", description = "List the drafts, last changed first.")
    int list() {
        ListRuleSetDraftsResponse answer = ruleSets.drafts();
        return context.show(
                answer,
                () -> RuleSetText.drafts(
                        answer.getDraftsList(), context.terminal().outWidth()));
    }

    @Command(name = "create", description = "Make a draft with the rows of a version.")
    int create(
            @Option(
                            names = "--base",
                            paramLabel = "VERSION",
                            defaultValue = "0",
                            description = "The version; the active one if not given.")
                    long base,
            @Mixin Author author) {
        RuleSetDraft draft = ruleSets.createDraft(base, author.name(), author.note());
        return show(draft);
    }

    @Command(name = "delete", description = "Throw a draft away.")
    int delete(
            @Parameters(paramLabel = "DRAFT", converter = RuleSets.ReferenceOption.class, description = "The draft.")
                    RuleSetReference reference) {
        RuleSetDraft draft = ruleSets.draft(RuleSets.draftId(reference));
        DeleteRuleSetDraftRequest request = DeleteRuleSetDraftRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .setEtag(draft.getEtag())
                .build();
        DeleteRuleSetDraftResponse answer = ruleSets.call(stub -> stub.deleteRuleSetDraft(request));
        return context.show(answer, () -> "Draft " + draft.getDraftId() + " is gone.\n");
    }

    @Command(name = "cancel", description = "Call the publication of a draft off.")
    int cancel(
            @Parameters(paramLabel = "DRAFT", converter = RuleSets.ReferenceOption.class, description = "The draft.")
                    RuleSetReference reference) {
        RuleSetDraft draft = ruleSets.draft(RuleSets.draftId(reference));
        CancelPublicationRequest request = CancelPublicationRequest.newBuilder()
                .setDraftId(draft.getDraftId())
                .setEtag(draft.getEtag())
                .build();
        return show(ruleSets.call(stub -> stub.cancelPublication(request)).getDraft());
    }

    private int show(RuleSetDraft draft) {
        return context.show(
                draft,
                () -> RuleSetText.drafts(List.of(draft), context.terminal().outWidth()));
    }
}
