package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.GetSyncStatusResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PausePersonSyncResponse;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartPersonSyncResponse;
import io.grpc.Channel;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Connects Marketo and runs the sync of people. */
@Command(
        name = "sync",
        synopsisSubcommandLabel = "COMMAND",
        description = "Connect Marketo and run the sync of people.")
public final class SyncCommand {
    private static final String SECRET_VARIABLE = "MARKETO_CLIENT_SECRET";

    private final Context context;

    private SyncCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new SyncCommand(context));
    }

    @Command(
            name = "connect",
            description = "Connect Marketo. The client secret is read from the environment variable "
                    + "MARKETO_CLIENT_SECRET, so that it stands in no process list.")
    int connect(
            @Option(names = "--url", required = true, paramLabel = "URL", description = "Address of the instance.")
                    String url,
            @Option(
                            names = "--client-id",
                            required = true,
                            paramLabel = "ID",
                            description = "Client id of the API user.")
                    String clientId) {
        ConnectMarketoRequest request = ConnectMarketoRequest.newBuilder()
                .setBaseUrl(url)
                .setClientId(clientId)
                .setClientSecret(secret(System.getenv()))
                .build();
        ConnectMarketoResponse answer = call(stub -> stub.connectMarketo(request));
        return context.show(
                answer,
                () -> "Connected to " + answer.getBaseUrl() + " with a client id that ends in "
                        + answer.getClientIdSuffix() + ".\n"
                        + (answer.getMissingFieldsCount() == 0
                                ? ""
                                : "The instance lacks these fields, they stay empty: "
                                        + String.join(", ", answer.getMissingFieldsList()) + "\n"));
    }

    @Command(name = "start", description = "Start the sync of people, or go on after a pause.")
    int start() {
        StartPersonSyncResponse answer =
                call(stub -> stub.startPersonSync(StartPersonSyncRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> StatusText.personSync(
                        answer.getStatus(), context.terminal().outWidth()));
    }

    @Command(name = "pause", description = "Pause the sync of people.")
    int pause() {
        PausePersonSyncResponse answer =
                call(stub -> stub.pausePersonSync(PausePersonSyncRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> StatusText.personSync(
                        answer.getStatus(), context.terminal().outWidth()));
    }

    @Command(name = "status", description = "Show how the sync stands.")
    int status() {
        GetSyncStatusResponse answer = call(stub -> stub.getSyncStatus(GetSyncStatusRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> StatusText.personSync(
                        answer.getPersonSync(), context.terminal().outWidth()));
    }

    private <R> R call(Function<SalesSyncAdminServiceBlockingStub, R> call) {
        Function<Channel, R> onChannel = channel -> call.apply(SalesSyncAdminServiceGrpc.newBlockingStub(channel));
        return context.services().call(Remote.SALES_SYNC, onChannel);
    }

    private static String secret(Map<String, String> environment) {
        String secret = environment.getOrDefault(SECRET_VARIABLE, "");
        if (secret.isBlank()) {
            throw new CommandFailed("set the environment variable " + SECRET_VARIABLE + " to the client secret");
        }
        return secret;
    }
}
