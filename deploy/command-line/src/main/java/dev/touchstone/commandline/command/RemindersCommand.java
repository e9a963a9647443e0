package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.ReminderText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.ListConflictsRequest;
import dev.touchstone.salessync.v1.ListConflictsResponse;
import dev.touchstone.salessync.v1.ListTasksRequest;
import dev.touchstone.salessync.v1.ListTasksResponse;
import dev.touchstone.salessync.v1.ResolveConflictRequest;
import dev.touchstone.salessync.v1.ResolveConflictResponse;
import dev.touchstone.salessync.v1.RestoreTaskRequest;
import dev.touchstone.salessync.v1.RestoreTaskResponse;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc.SalesTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import dev.touchstone.salessync.v1.SetTaskSyncResponse;
import java.util.UUID;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps sellers' reminders the same as tasks in Salesforce. */
@Command(
        name = "reminders",
        synopsisSubcommandLabel = "COMMAND",
        description = "Keep the reminders of sellers the same as their tasks in Salesforce, and look at them.")
final class RemindersCommand {
    private final Context context;

    private RemindersCommand(Context context) {
        this.context = context;
    }

    static CommandLine commandLine(Context context) {
        return new CommandLine(new RemindersCommand(context));
    }

    @Command(
            name = "on",
            description = "Keep a seller's reminders the same as tasks from now on; reminders made before stay here.")
    int on(
            @Parameters(paramLabel = "SELLER", description = "E-mail address of the seller.") String seller,
            @Option(
                            names = "--zone",
                            required = true,
                            paramLabel = "ZONE",
                            description = "By which today is meant for the seller: Europe/Berlin.")
                    String zone) {
        SetTaskSyncRequest request = SetTaskSyncRequest.newBuilder()
                .setSeller(seller)
                .setEnabled(true)
                .setTimeZone(zone)
                .build();
        SetTaskSyncResponse answer = call(stub -> stub.setTaskSync(request));
        return context.show(answer, () -> "On. Tasks are taken over within a minute.\n");
    }

    @Command(name = "off", description = "Neither send nor take anything of a seller's reminders from now on.")
    int off(@Parameters(paramLabel = "SELLER", description = "E-mail address of the seller.") String seller) {
        SetTaskSyncRequest request =
                SetTaskSyncRequest.newBuilder().setSeller(seller).build();
        SetTaskSyncResponse answer = call(stub -> stub.setTaskSync(request));
        return context.show(answer, () -> "Off.\n");
    }

    @Command(name = "list", description = "List the reminders of a seller.")
    int list(
            @Parameters(paramLabel = "SELLER", description = "E-mail address of the seller.") String seller,
            @Option(names = "--deleted", description = "Those that were deleted in the last 30 days.") boolean deleted,
            @Option(
                            names = "--page",
                            paramLabel = "TOKEN",
                            defaultValue = "",
                            description = "The page that the one before names at its end.")
                    String page) {
        ListTasksRequest request = ListTasksRequest.newBuilder()
                .setAssignee(seller)
                .setDeleted(deleted)
                .setPageToken(page)
                .build();
        ListTasksResponse answer = call(stub -> stub.listTasks(request));
        return context.show(answer, () -> ReminderText.tasks(answer, width()));
    }

    @Command(
            name = "conflicts",
            description = "List values of a seller's reminders that gave way because both sides had changed them.")
    int conflicts(
            @Parameters(paramLabel = "SELLER", description = "E-mail address of the seller.") String seller,
            @Option(
                            names = "--page",
                            paramLabel = "TOKEN",
                            defaultValue = "",
                            description = "The page that the one before names at its end.")
                    String page) {
        ListConflictsRequest request = ListConflictsRequest.newBuilder()
                .setAssignee(seller)
                .setPageToken(page)
                .build();
        ListConflictsResponse answer = call(stub -> stub.listConflicts(request));
        return context.show(answer, () -> ReminderText.conflicts(answer, width()));
    }

    @Command(name = "resolve", description = "Settle a conflict: keep the value that won, or take the other.")
    int resolve(
            @Parameters(paramLabel = "CONFLICT", description = "The conflict, as `conflicts` lists it.")
                    String conflict,
            @Option(names = "--use-other", description = "Take the value that gave way.") boolean useOther) {
        ResolveConflictRequest request = ResolveConflictRequest.newBuilder()
                .setConflictId(conflict)
                .setUseOtherValue(useOther)
                .build();
        ResolveConflictResponse answer = call(stub -> stub.resolveConflict(request));
        return context.show(answer, () -> ReminderText.task(answer.getTask()));
    }

    @Command(name = "restore", description = "Make a reminder anew from one that was deleted, here or in Salesforce.")
    int restore(@Parameters(paramLabel = "REMINDER", description = "The deleted reminder's id.") String id) {
        RestoreTaskRequest request = RestoreTaskRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setTaskId(id)
                .build();
        RestoreTaskResponse answer = call(stub -> stub.restoreTask(request));
        return context.show(answer, () -> ReminderText.task(answer.getTask()));
    }

    private int width() {
        return context.terminal().outWidth();
    }

    private <T> T call(Function<SalesTaskServiceBlockingStub, T> call) {
        return context.services()
                .call(Remote.SALES_SYNC, channel -> call.apply(SalesTaskServiceGrpc.newBlockingStub(channel)));
    }
}
