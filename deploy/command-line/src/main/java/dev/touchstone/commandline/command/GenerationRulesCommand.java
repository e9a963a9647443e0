package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.GenerationRuleText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rulefile.RuleFile;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.GenerationRuleServiceGrpc;
import dev.touchstone.touchpoint.v1.GenerationRuleServiceGrpc.GenerationRuleServiceBlockingStub;
import dev.touchstone.touchpoint.v1.GetRuleListRequest;
import dev.touchstone.touchpoint.v1.ListRuleFieldsRequest;
import dev.touchstone.touchpoint.v1.ListRuleFieldsResponse;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewRuleListRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RestoreRuleListRequest;
import dev.touchstone.touchpoint.v1.RestoreRuleListResponse;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.RuleListVersion;
import dev.touchstone.touchpoint.v1.TestCampaignRulesRequest;
import dev.touchstone.touchpoint.v1.TestCampaignRulesResponse;
import dev.touchstone.touchpoint.v1.UpdateRuleListRequest;
import dev.touchstone.touchpoint.v1.UpdateRuleListResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Keeps the rules by which facts become touchpoints. */
@Command(
        name = "generation-rules",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Show, try, save and roll back the rules by which facts become touchpoints.",
            "LIST is campaign-member, program-member, task, event, marketing-activity, removal, suppression or segment."
        })
public final class GenerationRulesCommand {
    private final Context context;

    private GenerationRulesCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new GenerationRulesCommand(context));
    }

    /** Which list. */
    static final class ListName {
        @Parameters(index = "0", paramLabel = "LIST", converter = KindName.class, description = "Which list.")
        private RuleListKind kind = RuleListKind.RULE_LIST_KIND_UNSPECIFIED;
    }

    @Command(name = "show", description = "Show a list as a file that can be changed and saved.")
    int show(
            @Mixin ListName list,
            @Option(names = "--version", paramLabel = "N", description = "An earlier version.") @Nullable
                    Long version) {
        RuleListVersion shown = version == null ? inForce(list.kind) : version(list.kind, version);
        return context.show(shown, () -> GenerationRuleText.version(shown));
    }

    @Command(name = "versions", description = "List the versions of a list, newest first.")
    int versions(@Mixin ListName list) {
        ListRuleListVersionsRequest request =
                ListRuleListVersionsRequest.newBuilder().setKind(list.kind).build();
        ListRuleListVersionsResponse answer = call(stub -> stub.listRuleListVersions(request));
        return context.show(
                answer,
                () -> GenerationRuleText.versions(
                        answer.getVersionsList(), context.terminal().outWidth()));
    }

    @Command(name = "diff", description = "Show how two versions of a list differ.")
    int diff(
            @Mixin ListName list,
            @Parameters(index = "1", paramLabel = "FROM", description = "The earlier version.") long from,
            @Parameters(index = "2", paramLabel = "TO", description = "The later version.") long to) {
        DiffRuleListVersionsRequest request = DiffRuleListVersionsRequest.newBuilder()
                .setKind(list.kind)
                .setFromVersion(from)
                .setToVersion(to)
                .build();
        DiffRuleListVersionsResponse answer = call(stub -> stub.diffRuleListVersions(request));
        return context.show(answer, () -> GenerationRuleText.differences(answer.getDifferencesList()));
    }

    @Command(name = "preview", description = "Dry run: tell what a list would change over all history.")
    int preview(
            @Mixin ListName list, @Parameters(index = "1", paramLabel = "FILE", description = "The rules.") Path file) {
        PreviewRuleListRequest request = PreviewRuleListRequest.newBuilder()
                .setKind(list.kind)
                .addAllRules(read(file))
                .build();
        PreviewRuleListResponse answer = call(stub -> stub.previewRuleList(request));
        return context.show(
                answer,
                () -> GenerationRuleText.preview(answer, context.terminal().outWidth()));
    }

    @Command(name = "save", description = "Put a list in force; what it concerns is derived anew.")
    int save(
            @Mixin ListName list,
            @Parameters(index = "1", paramLabel = "FILE", description = "The rules.") Path file,
            @Mixin Author author) {
        UpdateRuleListRequest request = UpdateRuleListRequest.newBuilder()
                .setKind(list.kind)
                .addAllRules(read(file))
                .setEtag(inForce(list.kind).getEtag())
                .setAuthor(author.name())
                .setNote(author.note())
                .build();
        UpdateRuleListResponse answer = call(stub -> stub.updateRuleList(request));
        return context.show(answer, () -> GenerationRuleText.version(answer.getVersion()));
    }

    @Command(name = "restore", description = "Put an earlier version of a list in force again.")
    int restore(
            @Mixin ListName list,
            @Parameters(index = "1", paramLabel = "VERSION", description = "The earlier version.") long version,
            @Mixin Author author) {
        RestoreRuleListRequest request = RestoreRuleListRequest.newBuilder()
                .setKind(list.kind)
                .setVersion(version)
                .setEtag(inForce(list.kind).getEtag())
                .setAuthor(author.name())
                .setNote(author.note())
                .build();
        RestoreRuleListResponse answer = call(stub -> stub.restoreRuleList(request));
        return context.show(answer, () -> GenerationRuleText.version(answer.getVersion()));
    }

    @Command(name = "fields", description = "List the fields that rules of a list may test.")
    int fields(@Mixin ListName list) {
        ListRuleFieldsRequest request =
                ListRuleFieldsRequest.newBuilder().setKind(list.kind).build();
        ListRuleFieldsResponse answer = call(stub -> stub.listRuleFields(request));
        return context.show(
                answer,
                () -> GenerationRuleText.fields(
                        answer.getFieldsList(), context.terminal().outWidth()));
    }

    @Command(
            name = "test",
            description = "Try rules on one campaign: which match, and which members get no touchpoint.")
    int test(
            @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "Its id of 15 or 18 characters.")
                    String campaignId,
            @Parameters(
                            index = "1",
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "Rules to try; those in force if not given.")
                    @Nullable
                    Path file) {
        TestCampaignRulesRequest request = TestCampaignRulesRequest.newBuilder()
                .setCampaignId(campaignId)
                .addAllRules(file == null ? List.of() : read(file))
                .build();
        TestCampaignRulesResponse answer = call(stub -> stub.testCampaignRules(request));
        return context.show(
                answer, () -> GenerationRuleText.test(answer, context.terminal().outWidth()));
    }

    private RuleListVersion inForce(RuleListKind kind) {
        return version(kind, 0);
    }

    /** A version; 0 for the one in force. */
    private RuleListVersion version(RuleListKind kind, long version) {
        GetRuleListRequest request = GetRuleListRequest.newBuilder()
                .setKind(kind)
                .setVersion(version)
                .build();
        return call(stub -> stub.getRuleList(request)).getVersion();
    }

    private static List<GenerationRule> read(Path file) {
        try {
            return RuleFile.read(Files.readAllLines(file));
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + file + ": " + e.getMessage());
        } catch (RuleFile.Wrong e) {
            throw new CommandFailed(file + ", " + e.getMessage());
        }
    }

    private <R> R call(Function<GenerationRuleServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.TOUCHPOINT, channel -> call.apply(GenerationRuleServiceGrpc.newBlockingStub(channel)));
    }

    /** Reads the name of a list. */
    static final class KindName implements ITypeConverter<RuleListKind> {
        @Override
        public RuleListKind convert(String text) {
            String name = "RULE_LIST_KIND_" + text.toUpperCase(Locale.ROOT).replace('-', '_');
            for (RuleListKind kind : RuleListKind.values()) {
                if (kind.name().equals(name) && kind != RuleListKind.RULE_LIST_KIND_UNSPECIFIED) {
                    return kind;
                }
            }
            throw new TypeConversionException("'" + text
                    + "' is no list; campaign-member, program-member, task, event, marketing-activity, removal, suppression"
                    + " and segment are");
        }
    }
}
