package dev.touchstone.commandline.command;

import com.google.protobuf.Struct;
import dev.touchstone.commandline.render.RemapText;
import dev.touchstone.commandline.render.RuleSetText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.DiffRuleSetsRequest;
import dev.touchstone.mapping.v1.DiffRuleSetsResponse;
import dev.touchstone.mapping.v1.ImportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsResponse;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetState;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetResponse;
import dev.touchstone.touchpoint.v1.PreviewRuleSetRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes sheets into a draft and tells what it would change. */
@Command(
        name = "preview",
        description = {
            "Take sheets into a draft and tell what is wrong with them, what is probably not meant, and what would change.",
            "Nothing is published. A sheet that is previewed again goes into the same draft."
        },
        footer = "It exits with 1 if anything is wrong with the sheets; then the draft stays as it was.")
final class PreviewRulesCommand implements Callable<Integer> {
    private final Context context;
    private final RuleSets ruleSets;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..2",
            description = "The online sheet, the offline sheet, or both; a sheet that is not given stays as it is.")
    private List<Path> files = List.of();

    @Option(
            names = "--draft",
            paramLabel = "DRAFT",
            converter = RuleSets.ReferenceOption.class,
            description = "The draft to take them into, or to preview as it is.")
    private @Nullable RuleSetReference draft;

    @Option(
            names = "--base",
            paramLabel = "VERSION",
            description =
                    "The version that the sheets were made from, if not the one in the files' names, else the active one.")
    private @Nullable Long base;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "As if it decided for touchpoints from this day or time on only.")
    private @Nullable Instant from;

    @Option(names = "--without-people", description = "Do not count people, which takes the longest.")
    private boolean withoutPeople;

    @Mixin
    private Author author = new Author();

    PreviewRulesCommand(Context context) {
        this.context = context;
        this.ruleSets = new RuleSets(context);
    }

    @Override
    public Integer call() {
        if (files.isEmpty() && draft == null) {
            throw new CommandFailed("say which sheet, or which draft with --draft");
        }
        SheetFiles sheets = SheetFiles.read(files);
        RuleSetDraft target = target(sheets);
        int width = context.terminal().outWidth();
        if (!files.isEmpty()) {
            ImportRuleSheetsResponse imported = importInto(target, sheets);
            if (imported.getProblemsCount() > 0) {
                context.show(imported, () -> RuleSetText.problems(imported.getProblemsList(), width));
                return Context.FAILED;
            }
        }
        RuleSetReference reference = RuleSets.reference(target);
        ValidateRuleSetRequest question =
                ValidateRuleSetRequest.newBuilder().setRuleSet(reference).build();
        ValidateRuleSetResponse validated = ruleSets.call(stub -> stub.validateRuleSet(question));
        if (validated.getProblemsCount() > 0) {
            context.show(validated, () -> RuleSetText.problems(validated.getProblemsList(), width));
            return Context.FAILED;
        }
        return show(ruleSets.draft(target.getDraftId()), validated, preview(reference));
    }

    /** The draft that was named, else the author's own for these files, else a new one. */
    private RuleSetDraft target(SheetFiles sheets) {
        if (draft != null) {
            return ruleSets.draft(RuleSets.draftId(draft));
        }
        long active = ruleSets.active().getRuleSet().getVersion();
        long version = base != null ? base : sheets.base().orElse(active);
        String note = author.note();
        return ruleSets.drafts().getDraftsList().stream()
                .filter(known -> known.getAuthor().equals(author.name())
                        && known.getBaseVersion() == version
                        && known.getState() != RuleSetState.RULE_SET_STATE_SCHEDULED
                        && (note.isEmpty() || known.getNote().equals(note)))
                .findFirst()
                .orElseGet(() -> ruleSets.createDraft(version, author.name(), note));
    }

    private ImportRuleSheetsResponse importInto(RuleSetDraft target, SheetFiles sheets) {
        ImportRuleSheetsRequest request = ImportRuleSheetsRequest.newBuilder()
                .setDraftId(target.getDraftId())
                .setEtag(target.getEtag())
                .setOnlineCsv(sheets.online())
                .setOfflineCsv(sheets.offline())
                .setAuthor(author.name())
                .setNote(author.note())
                .build();
        return ruleSets.call(stub -> stub.importRuleSheets(request));
    }

    private PreviewRuleSetResponse preview(RuleSetReference reference) {
        PreviewRuleSetRequest.Builder request =
                PreviewRuleSetRequest.newBuilder().setRuleSet(reference).setWithoutPeople(withoutPeople);
        if (from != null) {
            request.setStartTime(Times.timestamp(from));
        }
        return context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> RemapServiceGrpc.newBlockingStub(channel).previewRuleSet(request.build()));
    }

    private int show(RuleSetDraft previewed, ValidateRuleSetResponse validated, PreviewRuleSetResponse preview) {
        DiffRuleSetsRequest question = DiffRuleSetsRequest.newBuilder()
                .setFrom(RuleSets.reference(previewed.getBaseVersion()))
                .setTo(RuleSets.reference(previewed))
                .build();
        DiffRuleSetsResponse diff = previewed.getBaseVersion() == 0
                ? DiffRuleSetsResponse.getDefaultInstance()
                : ruleSets.call(stub -> stub.diffRuleSets(question));
        Struct json = Struct.newBuilder()
                .putFields(
                        "draft",
                        StatusCommand.value(previewed.toBuilder().clearRules().build()))
                .putFields("diff", StatusCommand.value(diff))
                .putFields("validation", StatusCommand.value(validated))
                .putFields("preview", StatusCommand.value(preview))
                .build();
        int width = context.terminal().outWidth();
        List<ChannelRule> rows = previewed.getRulesList();
        return context.show(
                json,
                () -> RuleSetText.heading(previewed)
                        + RuleSetText.summary(diff.getDifferencesList())
                        + RuleSetText.findings(validated.getFindingsList(), width)
                        + RemapText.preview(preview, rows, width)
                        + "\nPublish it with: touchstone rules publish " + previewed.getDraftId() + "\n");
    }
}
