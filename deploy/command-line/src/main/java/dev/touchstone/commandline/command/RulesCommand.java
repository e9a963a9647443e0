package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.MappingText;
import dev.touchstone.commandline.render.RemapText;
import dev.touchstone.commandline.render.RuleSetText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.DiffRuleSetsRequest;
import dev.touchstone.mapping.v1.DiffRuleSetsResponse;
import dev.touchstone.mapping.v1.ExportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import dev.touchstone.mapping.v1.ListRuleSetsResponse;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.SheetDialect;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetResponse;
import dev.touchstone.touchpoint.v1.ListNullCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListNullCampaignsResponse;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the channel rules. Without a subcommand it shows the active ones. */
@Command(
        name = "rules",
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Show, edit, try, publish and roll back the channel rules.",
            "From a sheet to published: rules export, edit, rules preview FILE, rules publish.",
            "RULES is the number of a version or the id of a draft; the active version if not given."
        })
public final class RulesCommand implements Callable<Integer> {
    private static final String RULES = "A version or a draft.";

    private final Context context;
    private final RuleSets ruleSets;

    private RulesCommand(Context context) {
        this.context = context;
        this.ruleSets = new RuleSets(context);
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new RulesCommand(context))
                .addSubcommand(new PreviewRulesCommand(context))
                .addSubcommand(new PublishRulesCommand(context))
                .addSubcommand(new RestoreRulesCommand(context))
                .addSubcommand(RuleDraftCommand.commandLine(context));
    }

    /** Rules, or none for the active ones. */
    static final class Choice {
        @Parameters(
                paramLabel = "RULES",
                arity = "0..1",
                converter = RuleSets.ReferenceOption.class,
                description = RULES)
        private @Nullable RuleSetReference rules;
    }

    @Override
    public Integer call() {
        return show(new Choice());
    }

    @Command(name = "show", description = "Show rules, first match first.")
    int show(@Mixin Choice choice) {
        RuleSetReference reference = orActive(choice.rules);
        int width = context.terminal().outWidth();
        if (reference.hasDraftId()) {
            RuleSetDraft draft = ruleSets.draft(reference.getDraftId());
            return context.show(
                    draft, () -> RuleSetText.heading(draft) + MappingText.rules(draft.getRulesList(), width));
        }
        RuleSet version = ruleSets.version(reference.getVersion());
        return context.show(
                version, () -> RuleSetText.heading(version) + MappingText.rules(version.getRulesList(), width));
    }

    @Command(name = "versions", description = "List the versions, newest first.")
    int versions(
            @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many.")
                    int limit) {
        Options.positive("--limit", limit);
        ListRuleSetsResponse answer = ruleSets.versions(limit);
        return context.show(
                answer,
                () -> RuleSetText.versions(
                        answer.getRuleSetsList(), context.terminal().outWidth()));
    }

    @Command(name = "diff", description = "Show how two versions or drafts differ, row by row.")
    int diff(
            @Parameters(
                            index = "0",
                            paramLabel = "FROM",
                            converter = RuleSets.ReferenceOption.class,
                            description = RULES)
                    RuleSetReference from,
            @Parameters(
                            index = "1",
                            paramLabel = "TO",
                            arity = "0..1",
                            converter = RuleSets.ReferenceOption.class,
                            description = RULES)
                    @Nullable
                    RuleSetReference to) {
        DiffRuleSetsRequest request = DiffRuleSetsRequest.newBuilder()
                .setFrom(from)
                .setTo(orActive(to))
                .build();
        DiffRuleSetsResponse answer = ruleSets.call(stub -> stub.diffRuleSets(request));
        return context.show(answer, () -> RuleSetText.differences(answer.getDifferencesList()));
    }

    /** How sheets are written. */
    enum Dialect {
        PLAIN(SheetDialect.SHEET_DIALECT_PLAIN),
        EXCEL(SheetDialect.SHEET_DIALECT_EXCEL),
        EXCEL_SEMICOLON(SheetDialect.SHEET_DIALECT_EXCEL_SEMICOLON);

        private final SheetDialect contract;

        Dialect(SheetDialect contract) {
            this.contract = contract;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Command(name = "export", description = "Write rules as two sheets, to be edited and previewed.")
    int export(
            @Mixin Choice choice,
            @Option(
                            names = "--dialect",
                            paramLabel = "DIALECT",
                            defaultValue = "PLAIN",
                            description =
                                    "${COMPLETION-CANDIDATES}: how they are written; excel-semicolon where the comma is for"
                                            + " decimals.")
                    Dialect dialect,
            @Option(
                            names = "--directory",
                            paramLabel = "DIR",
                            defaultValue = ".",
                            description = "Where to; here if not given.")
                    Path directory,
            @Option(names = "--force", description = "Overwrite files that are there.") boolean force) {
        RuleSetReference reference = orActive(choice.rules);
        ExportRuleSheetsRequest request = ExportRuleSheetsRequest.newBuilder()
                .setRuleSet(reference)
                .setDialect(dialect.contract)
                .build();
        ExportRuleSheetsResponse answer = ruleSets.call(stub -> stub.exportRuleSheets(request));
        String mark = reference.hasDraftId() ? reference.getDraftId() : "v" + reference.getVersion();
        List<Path> files = SheetFiles.write(answer, directory, mark, force);
        return context.show(
                answer,
                () -> "Written: " + files.get(0) + " and " + files.get(1)
                        + "\nEdit them, then: touchstone rules preview " + files.get(0) + " " + files.get(1) + "\n");
    }

    @Command(
            name = "validate",
            description = "Tell what is wrong and what is probably not meant; exits with 1 if anything is wrong.")
    int validate(@Mixin Choice choice) {
        ValidateRuleSetRequest request = ValidateRuleSetRequest.newBuilder()
                .setRuleSet(orActive(choice.rules))
                .build();
        ValidateRuleSetResponse answer = ruleSets.call(stub -> stub.validateRuleSet(request));
        int width = context.terminal().outWidth();
        context.show(
                answer,
                () -> RuleSetText.problems(answer.getProblemsList(), width)
                        + RuleSetText.findings(answer.getFindingsList(), width));
        return answer.getProblemsCount() == 0 ? Context.OK : Context.FAILED;
    }

    @Command(
            name = "null-report",
            description = "List the campaigns in the channel NULL, which stands for \"should not be here\".")
    int nullReport(
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many.")
                    int limit) {
        Options.positive("--limit", limit);
        ListNullCampaignsRequest request =
                ListNullCampaignsRequest.newBuilder().setPageSize(limit).build();
        ListNullCampaignsResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> RemapServiceGrpc.newBlockingStub(channel).listNullCampaigns(request));
        return context.show(
                answer,
                () -> RemapText.nullCampaigns(
                        answer.getCampaignsList(), context.terminal().outWidth()));
    }

    private RuleSetReference orActive(@Nullable RuleSetReference rules) {
        return rules != null
                ? rules
                : RuleSets.reference(ruleSets.active().getRuleSet().getVersion());
    }
}
