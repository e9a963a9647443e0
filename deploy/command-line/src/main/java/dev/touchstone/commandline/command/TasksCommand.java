package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.TasksText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.CrmTaskServiceGrpc;
import dev.touchstone.salessync.v1.CrmTaskServiceGrpc.CrmTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.CrmTaskSettings;
import dev.touchstone.salessync.v1.CrmTaskSettingsVersion;
import dev.touchstone.salessync.v1.CrmTaskWhatId;
import dev.touchstone.salessync.v1.GetCrmTaskCountsRequest;
import dev.touchstone.salessync.v1.GetCrmTaskCountsResponse;
import dev.touchstone.salessync.v1.GetCrmTaskRequest;
import dev.touchstone.salessync.v1.GetCrmTaskResponse;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsResponse;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how activities become tasks in Salesforce, and says which do. */
@Command(
        name = "tasks",
        synopsisSubcommandLabel = "COMMAND",
        description = "Show how activities become tasks in Salesforce, and say which do.")
final class TasksCommand {
    private final Context context;

    private TasksCommand(Context context) {
        this.context = context;
    }

    static CommandLine commandLine(Context context) {
        return new CommandLine(new TasksCommand(context));
    }

    /** What the task of a contact is about besides the contact. */
    enum About {
        NONE(CrmTaskWhatId.CRM_TASK_WHAT_ID_NONE),
        ACCOUNT(CrmTaskWhatId.CRM_TASK_WHAT_ID_ACCOUNT),
        OPPORTUNITY(CrmTaskWhatId.CRM_TASK_WHAT_ID_OPEN_OPPORTUNITY);

        private final CrmTaskWhatId whatId;

        About(CrmTaskWhatId whatId) {
            this.whatId = whatId;
        }
    }

    /** What to change; what is not given stays as it is. */
    static final class Changes {
        @Option(
                names = "--emails",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether e-mails and replies are logged.")
        private @Nullable Boolean emails;

        @Option(names = "--calls", arity = "1", paramLabel = "true|false", description = "Whether calls are logged.")
        private @Nullable Boolean calls;

        @Option(
                names = "--subject",
                paramLabel = "TEMPLATE",
                description = "Subject of the tasks, with tokens in double braces such as {{activity_subject}}.")
        private @Nullable String subject;

        @Option(
                names = "--about",
                paramLabel = "WHAT",
                description = "What a contact's task is about besides the contact: ${COMPLETION-CANDIDATES}.")
        private @Nullable About about;

        CrmTaskSettings applyTo(CrmTaskSettings settings) {
            CrmTaskSettings.Builder changed = settings.toBuilder();
            if (emails != null) {
                changed.setLogEmails(emails);
            }
            if (calls != null) {
                changed.setLogCalls(calls);
            }
            if (subject != null) {
                changed.setSubjectTemplate(subject);
            }
            if (about != null) {
                changed.setWhatId(about.whatId);
            }
            return changed.build();
        }
    }

    @Command(name = "status", description = "Show how many tasks there are by state.")
    int status() {
        GetCrmTaskCountsResponse answer =
                call(stub -> stub.getCrmTaskCounts(GetCrmTaskCountsRequest.getDefaultInstance()));
        return context.show(answer, () -> TasksText.counts(answer.getCounts(), width()));
    }

    @Command(name = "show", description = "Show the task of an activity.")
    int show(@Parameters(paramLabel = "ACTIVITY", description = "Key of the activity.") String activity) {
        GetCrmTaskRequest request =
                GetCrmTaskRequest.newBuilder().setActivityKey(activity).build();
        GetCrmTaskResponse answer = call(stub -> stub.getCrmTask(request));
        return context.show(answer, () -> TasksText.task(answer.getTask()));
    }

    @Command(name = "settings", description = "Show what is logged.")
    int settings() {
        GetCrmTaskSettingsResponse answer =
                call(stub -> stub.getCrmTaskSettings(GetCrmTaskSettingsRequest.getDefaultInstance()));
        return context.show(answer, () -> TasksText.settings(answer.getVersion()));
    }

    @Command(name = "set", description = "Change what is logged, for activities that are recorded from then on.")
    int set(@Mixin Changes changes, @Mixin Author author) {
        CrmTaskSettingsVersion current = call(stub ->
                        stub.getCrmTaskSettings(GetCrmTaskSettingsRequest.getDefaultInstance()))
                .getVersion();
        UpdateCrmTaskSettingsRequest request = UpdateCrmTaskSettingsRequest.newBuilder()
                .setSettings(changes.applyTo(current.getSettings()))
                .setEtag(current.getEtag())
                .setAuthor(author.name())
                .setNote(author.note())
                .build();
        UpdateCrmTaskSettingsResponse answer = call(stub -> stub.updateCrmTaskSettings(request));
        return context.show(answer, () -> TasksText.settings(answer.getVersion()));
    }

    private int width() {
        return context.terminal().outWidth();
    }

    private <R> R call(Function<CrmTaskServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.SALES_SYNC, channel -> call.apply(CrmTaskServiceGrpc.newBlockingStub(channel)));
    }
}
