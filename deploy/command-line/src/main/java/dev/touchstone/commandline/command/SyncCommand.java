package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.BudgetText;
import dev.touchstone.commandline.render.PersonText;
import dev.touchstone.commandline.render.PreviewText;
import dev.touchstone.commandline.render.ReconciliationText;
import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.ApiBudgetServiceGrpc;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.GetApiBudgetRequest;
import dev.touchstone.salessync.v1.GetApiBudgetResponse;
import dev.touchstone.salessync.v1.GetReconciliationReportRequest;
import dev.touchstone.salessync.v1.GetReconciliationReportResponse;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.GetSyncStatusResponse;
import dev.touchstone.salessync.v1.ListActivitiesRequest;
import dev.touchstone.salessync.v1.ListActivitiesResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PausePersonSyncResponse;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.PreviewPersonSyncRequest;
import dev.touchstone.salessync.v1.PreviewPersonSyncResponse;
import dev.touchstone.salessync.v1.ResumePersonSyncRequest;
import dev.touchstone.salessync.v1.ResumePersonSyncResponse;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartPersonSyncResponse;
import dev.touchstone.salessync.v1.StartReconciliationRequest;
import dev.touchstone.salessync.v1.StartReconciliationResponse;
import io.grpc.Channel;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connects Marketo and runs the sync of people. */
@Command(
        name = "sync",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Connect Marketo and Salesforce, run the sync of people, look at people, reminders, opt-outs and diagnostics.")
public final class SyncCommand {
    private static final String SECRET_VARIABLE = "MARKETO_CLIENT_SECRET";

    private final Context context;

    private SyncCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new SyncCommand(context))
                .addSubcommand(new DiagnosticsCommand(context))
                .addSubcommand(PersonCommand.commandLine(context))
                .addSubcommand(SalesforceCommand.commandLine(context))
                .addSubcommand(TasksCommand.commandLine(context))
                .addSubcommand(RemindersCommand.commandLine(context))
                .addSubcommand(new OptOutCommands.Check(context))
                .addSubcommand(new OptOutCommands.History(context))
                .addSubcommand(new OptOutCommands.Unsubscribe(context))
                .addSubcommand(new OptOutCommands.Resubscribe(context));
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
    int start(
            @Option(names = "--without-crm", description = "Although Salesforce is not connected.")
                    boolean withoutCrm) {
        StartPersonSyncRequest request =
                StartPersonSyncRequest.newBuilder().setWithoutCrm(withoutCrm).build();
        StartPersonSyncResponse answer = call(stub -> stub.startPersonSync(request));
        return context.show(answer, () -> status(answer.getStatus()));
    }

    @Command(name = "pause", description = "Pause the sync of people.")
    int pause() {
        PausePersonSyncResponse answer =
                call(stub -> stub.pausePersonSync(PausePersonSyncRequest.getDefaultInstance()));
        return context.show(answer, () -> status(answer.getStatus()));
    }

    @Command(name = "resume", description = "End a pause: the sync goes on where it stopped.")
    int resume() {
        ResumePersonSyncResponse answer =
                call(stub -> stub.resumePersonSync(ResumePersonSyncRequest.getDefaultInstance()));
        return context.show(answer, () -> status(answer.getStatus()));
    }

    @Command(name = "status", description = "Show how the sync stands.")
    int status(
            @Option(names = "--watch", description = "Go on showing it as it changes, until Ctrl-C.") boolean watch) {
        if (watch) {
            return new WatchSync(context).follow();
        }
        GetSyncStatusResponse answer = call(stub -> stub.getSyncStatus(GetSyncStatusRequest.getDefaultInstance()));
        return context.show(answer, () -> status(answer.getPersonSync()));
    }

    @Command(name = "preview", description = "Show what a sync of people would find and cost; changes nothing.")
    int preview(
            @Option(
                            names = "--sample",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Read at most this many people; 3,000 if not given.")
                    int sample) {
        PreviewPersonSyncRequest request =
                PreviewPersonSyncRequest.newBuilder().setSampleSize(sample).build();
        PreviewPersonSyncResponse answer = call(stub -> stub.previewPersonSync(request));
        return context.show(
                answer, () -> PreviewText.preview(answer, context.terminal().outWidth()));
    }

    @Command(name = "reconcile", description = "Compare everybody with Marketo and repair what differs.")
    int reconcile() {
        StartReconciliationResponse answer =
                call(stub -> stub.startReconciliation(StartReconciliationRequest.getDefaultInstance()));
        return context.show(answer, () -> ReconciliationText.report(answer.getReport()));
    }

    @Command(name = "report", description = "Show what the last reconciliation found and repaired.")
    int report() {
        GetReconciliationReportResponse answer =
                call(stub -> stub.getReconciliationReport(GetReconciliationReportRequest.getDefaultInstance()));
        return context.show(answer, () -> ReconciliationText.report(answer.getReport()));
    }

    @Command(
            name = "budget",
            description = "Show how many calls to Marketo and Salesforce are used and left, and by whom.")
    int budget() {
        GetApiBudgetResponse answer = context.services()
                .call(
                        Remote.SALES_SYNC,
                        channel -> ApiBudgetServiceGrpc.newBlockingStub(channel)
                                .getApiBudget(GetApiBudgetRequest.getDefaultInstance()));
        return context.show(
                answer, () -> BudgetText.budgets(answer, context.terminal().outWidth()));
    }

    @Command(name = "activities", description = "Show the activities of a person, here and in Marketo, newest first.")
    int activities(@Parameters(paramLabel = "ID", description = "The person's id in Marketo.") long id) {
        ListActivitiesRequest request =
                ListActivitiesRequest.newBuilder().setMarketoId(id).build();
        ListActivitiesResponse answer = context.services()
                .call(
                        Remote.SALES_SYNC,
                        channel -> SalesActivityServiceGrpc.newBlockingStub(channel)
                                .listActivities(request));
        return context.show(
                answer, () -> PersonText.activities(answer, context.terminal().outWidth()));
    }

    private String status(PersonSyncStatus status) {
        return StatusText.personSync(status, context.terminal().outWidth());
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
