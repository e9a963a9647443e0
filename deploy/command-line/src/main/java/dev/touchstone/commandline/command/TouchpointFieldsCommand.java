package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.TouchpointFieldText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rulefile.FieldFile;
import dev.touchstone.commandline.rulefile.RuleFile;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.RestoreTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.RestoreTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.TouchpointField;
import dev.touchstone.touchpoint.v1.TouchpointFieldServiceGrpc;
import dev.touchstone.touchpoint.v1.TouchpointFieldServiceGrpc.TouchpointFieldServiceBlockingStub;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the calculated fields of touchpoints. */
@Command(
        name = "touchpoint-fields",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Show, try, save and roll back the calculated fields of touchpoints.",
            "Rules for removal, suppression and segments test them as Touchpoint.Name."
        })
public final class TouchpointFieldsCommand {
    private final Context context;

    private TouchpointFieldsCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new TouchpointFieldsCommand(context));
    }

    @Command(name = "show", description = "Show the fields as a file that can be changed and saved.")
    int show(
            @Option(
                            names = "--version",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "An earlier version.",
                            showDefaultValue = CommandLine.Help.Visibility.NEVER)
                    long version) {
        GetTouchpointFieldsResponse answer = version(version);
        return context.show(answer, () -> TouchpointFieldText.version(answer.getVersion(), answer.getUsesList()));
    }

    @Command(name = "versions", description = "List the versions of the fields, newest first.")
    int versions() {
        ListTouchpointFieldVersionsResponse answer =
                call(stub -> stub.listTouchpointFieldVersions(ListTouchpointFieldVersionsRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> TouchpointFieldText.versions(
                        answer.getVersionsList(), context.terminal().outWidth()));
    }

    @Command(name = "preview", description = "Dry run: tell what fields would come out as.")
    int preview(
            @Parameters(index = "0", paramLabel = "FILE", description = "The fields.") Path file,
            @Option(
                            names = "--touchpoints",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "How many touchpoints to try them on: 1,000 if not given, 5,000 at most.",
                            showDefaultValue = CommandLine.Help.Visibility.NEVER)
                    int touchpoints,
            @Option(
                            names = "--text",
                            paramLabel = "TEXT",
                            description = "A text to try them on, too, such as a landing page; may be repeated.")
                    @Nullable
                    List<String> texts) {
        PreviewTouchpointFieldsRequest request = PreviewTouchpointFieldsRequest.newBuilder()
                .addAllFields(read(file))
                .setMaxTouchpointCount(touchpoints)
                .addAllSampleTexts(texts == null ? List.of() : texts)
                .build();
        PreviewTouchpointFieldsResponse answer = call(stub -> stub.previewTouchpointFields(request));
        return context.show(
                answer,
                () -> TouchpointFieldText.preview(answer, context.terminal().outWidth()));
    }

    @Command(name = "save", description = "Put fields in force; what rules make of them is derived anew.")
    int save(
            @Parameters(index = "0", paramLabel = "FILE", description = "The fields.") Path file,
            @Mixin Author author) {
        UpdateTouchpointFieldsRequest request = UpdateTouchpointFieldsRequest.newBuilder()
                .addAllFields(read(file))
                .setEtag(version(0).getVersion().getEtag())
                .setAuthor(author.name())
                .setNote(author.note())
                .build();
        UpdateTouchpointFieldsResponse answer = call(stub -> stub.updateTouchpointFields(request));
        return context.show(answer, () -> TouchpointFieldText.version(answer.getVersion(), List.of()));
    }

    @Command(name = "restore", description = "Put an earlier version of the fields in force again.")
    int restore(
            @Parameters(index = "0", paramLabel = "VERSION", description = "The earlier version.") long version,
            @Mixin Author author) {
        RestoreTouchpointFieldsRequest request = RestoreTouchpointFieldsRequest.newBuilder()
                .setVersion(version)
                .setEtag(version(0).getVersion().getEtag())
                .setAuthor(author.name())
                .setNote(author.note())
                .build();
        RestoreTouchpointFieldsResponse answer = call(stub -> stub.restoreTouchpointFields(request));
        return context.show(answer, () -> TouchpointFieldText.version(answer.getVersion(), List.of()));
    }

    /** A version; 0 for the one in force. */
    private GetTouchpointFieldsResponse version(long version) {
        GetTouchpointFieldsRequest request =
                GetTouchpointFieldsRequest.newBuilder().setVersion(version).build();
        return call(stub -> stub.getTouchpointFields(request));
    }

    private static List<TouchpointField> read(Path file) {
        try {
            return FieldFile.read(Files.readAllLines(file));
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + file + ": " + e.getMessage());
        } catch (RuleFile.Wrong e) {
            throw new CommandFailed(file + ", " + e.getMessage());
        }
    }

    private <R> R call(Function<TouchpointFieldServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.TOUCHPOINT, channel -> call.apply(TouchpointFieldServiceGrpc.newBlockingStub(channel)));
    }
}
