package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.CrmOptOutText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.CrmUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.CrmUnsubscribeServiceGrpc.CrmUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettings;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettingsVersion;
import dev.touchstone.salessync.v1.CrmUnsubscribeTarget;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusResponse;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresRequest;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresResponse;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsResponse;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How opt-outs travel between here and Salesforce. */
final class CrmOptOutCommands {
    private CrmOptOutCommands() {}

    /** How things stand. */
    @Command(
            name = "opt-outs",
            description = "Show how opt-outs travel between here and Salesforce, what waits, and the last nightly run.")
    static final class Show implements Callable<Integer> {
        private final Context context;

        Show(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            GetCrmUnsubscribeStatusResponse status = ask(
                    context, stub -> stub.getCrmUnsubscribeStatus(GetCrmUnsubscribeStatusRequest.getDefaultInstance()));
            return context.show(status, () -> CrmOptOutText.status(inForce(context), status));
        }
    }

    /** What Salesforce refuses. */
    @Command(
            name = "opt-out-failures",
            description = "Show the records that Salesforce refuses to set as opted out, the first 1,000 by id.")
    static final class Failures implements Callable<Integer> {
        private static final int MOST = 1_000;

        private final Context context;

        Failures(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            ListCrmUnsubscribeFailuresRequest request = ListCrmUnsubscribeFailuresRequest.newBuilder()
                    .setPageSize(MOST)
                    .build();
            ListCrmUnsubscribeFailuresResponse answer = ask(context, stub -> stub.listCrmUnsubscribeFailures(request));
            return context.show(
                    answer,
                    () -> CrmOptOutText.failures(
                            answer.getFailuresList(), context.terminal().outWidth()));
        }
    }

    /** Changes the settings. */
    @Command(name = "set-opt-outs", description = "Change how opt-outs travel; what is not given stays as it is.")
    static final class Set implements Callable<Integer> {
        private final Context context;

        @Option(
                names = "--nightly",
                paramLabel = "BOOLEAN",
                arity = "1",
                description = "Whether there is a run each night.")
        private @Nullable Boolean nightly;

        @Option(
                names = "--target",
                paramLabel = "TARGET",
                description = "Which field says out: standard, sales-only or both.")
        private @Nullable String target;

        @Option(
                names = "--sales-field",
                paramLabel = "FIELD",
                description = "API name of sales' own checkbox on leads and contacts: Sales_Opt_Out__c.")
        private @Nullable String salesField;

        @Option(names = "--at", paramLabel = "TIME", description = "Local time of the nightly run: 20:00.")
        private @Nullable String at;

        @Option(names = "--time-zone", paramLabel = "ZONE", description = "Whose local time: America/Los_Angeles.")
        private @Nullable String timeZone;

        @Mixin
        private Author author = new Author();

        Set(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            CrmUnsubscribeSettingsVersion before = inForce(context);
            UpdateCrmUnsubscribeSettingsRequest request = UpdateCrmUnsubscribeSettingsRequest.newBuilder()
                    .setSettings(changed(before.getSettings()))
                    .setEtag(before.getEtag())
                    .setAuthor(author.name())
                    .setNote(author.note())
                    .build();
            UpdateCrmUnsubscribeSettingsResponse answer =
                    ask(context, stub -> stub.updateCrmUnsubscribeSettings(request));
            return context.show(answer, () -> CrmOptOutText.settings(answer.getVersion()));
        }

        private CrmUnsubscribeSettings changed(CrmUnsubscribeSettings settings) {
            CrmUnsubscribeSettings.Builder changed = settings.toBuilder();
            if (nightly != null) {
                changed.setNightlyEnabled(nightly);
            }
            if (target != null) {
                changed.setTarget(target(target));
            }
            if (salesField != null) {
                changed.setSalesField(salesField);
            }
            if (at != null) {
                changed.setNightlyClock(at);
            }
            if (timeZone != null) {
                changed.setTimeZone(timeZone);
            }
            return changed.build();
        }

        private static CrmUnsubscribeTarget target(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "standard" -> CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_STANDARD;
                case "sales-only" -> CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_SALES_ONLY;
                case "both" -> CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_BOTH;
                default -> throw new CommandFailed("--target is standard, sales-only or both, not '" + word + "'");
            };
        }
    }

    private static CrmUnsubscribeSettingsVersion inForce(Context context) {
        return ask(
                        context,
                        stub -> stub.getCrmUnsubscribeSettings(GetCrmUnsubscribeSettingsRequest.getDefaultInstance()))
                .getVersion();
    }

    private static <R> R ask(Context context, Function<CrmUnsubscribeServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.SALES_SYNC, channel -> call.apply(CrmUnsubscribeServiceGrpc.newBlockingStub(channel)));
    }
}
