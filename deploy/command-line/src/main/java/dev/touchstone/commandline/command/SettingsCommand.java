package dev.touchstone.commandline.command;

import com.google.protobuf.Duration;
import dev.touchstone.commandline.render.SettingsText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.ListSessionSettingsVersionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionSettingsVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsServiceGrpc;
import dev.touchstone.touchpoint.v1.SessionSettingsServiceGrpc.SessionSettingsServiceBlockingStub;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.TouchpointOverlapRule;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the numbers and names by which sessions are cut and touchpoints surface. */
@Command(
        name = "settings",
        synopsisSubcommandLabel = "COMMAND",
        description = "Show, preview, change and restore how sessions are cut and which touchpoints surface.")
public final class SettingsCommand {
    private final Context context;

    private SettingsCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new SettingsCommand(context));
    }

    /** What to change; what is not given stays as it is. */
    static final class Changes {
        @Option(names = "--inactivity", paramLabel = "DURATION", description = "A longer pause ends a session: PT30M.")
        private java.time.@Nullable Duration inactivity;

        @Option(
                names = "--carryover",
                paramLabel = "DURATION",
                description = "How long a direct return keeps the channel before: PT168H; PT0S for never.")
        private java.time.@Nullable Duration carryover;

        @Option(
                names = "--max-post-lc",
                paramLabel = "N",
                description = "How many PostLC touchpoints of a person surface; 0 for all.")
        private @Nullable Integer maxPostLc;

        @Option(
                names = "--time-zone",
                paramLabel = "ZONE",
                description = "The organisation's zone, in which days of campaigns and rules are days: Europe/Berlin.")
        private @Nullable String timeZone;

        @ArgGroup(exclusive = false)
        private @Nullable Lists lists;

        SessionSettings applyTo(SessionSettings settings) {
            SessionSettings.Builder changed = settings.toBuilder();
            if (inactivity != null) {
                changed.setInactivity(duration(inactivity));
            }
            if (carryover != null) {
                changed.setCarryover(duration(carryover));
            }
            if (maxPostLc != null) {
                changed.setMaxPostLcTouchpoints(maxPostLc);
            }
            if (timeZone != null) {
                changed.setTimeZone(timeZone);
            }
            if (lists != null) {
                lists.applyTo(changed);
            }
            return changed.build();
        }

        private static Duration duration(java.time.Duration duration) {
            return Duration.newBuilder()
                    .setSeconds(duration.getSeconds())
                    .setNanos(duration.getNano())
                    .build();
        }
    }

    /** The lists. */
    static final class Lists {
        @Option(
                names = "--sign-in-host",
                paramLabel = "HOST",
                description = "An identity provider; given once or more, these replace the list.")
        private @Nullable List<String> signIn;

        @Option(
                names = "--payment-host",
                paramLabel = "HOST",
                description = "A payment provider; given once or more, these replace the list.")
        private @Nullable List<String> payment;

        @Option(
                names = "--mapped-parameter",
                paramLabel = "NAME",
                description =
                        "A query parameter that channel rules may test; given once or more, these replace the list, one empty name"
                                + " clears it.")
        private @Nullable List<String> parameters;

        @Option(
                names = "--keep",
                paramLabel = "RULE",
                converter = OverlapRuleOption.class,
                description = "Of two touchpoints of one interaction the one that stays: campaign-over-web=PT30M, or"
                        + " campaign-over-program=day for the same day. Given once or more, these replace the rules, one"
                        + " empty rule clears them.")
        private @Nullable List<TouchpointOverlapRule> overlaps;

        void applyTo(SessionSettings.Builder settings) {
            if (signIn != null) {
                settings.clearSignInHosts().addAllSignInHosts(signIn);
            }
            if (payment != null) {
                settings.clearPaymentHosts().addAllPaymentHosts(payment);
            }
            if (parameters != null) {
                settings.clearMappedParameters();
                parameters.stream().filter(name -> !name.isEmpty()).forEach(settings::addMappedParameters);
            }
            if (overlaps != null) {
                settings.clearOverlapRules();
                overlaps.stream()
                        .filter(rule -> !rule.equals(TouchpointOverlapRule.getDefaultInstance()))
                        .forEach(settings::addOverlapRules);
            }
        }
    }

    @Command(name = "show", description = "Show the settings in force.")
    int show() {
        GetSessionSettingsResponse answer =
                call(stub -> stub.getSessionSettings(GetSessionSettingsRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> SettingsText.version(
                        answer.getVersion(), context.terminal().outWidth()));
    }

    @Command(name = "versions", description = "List all versions, newest first.")
    int versions() {
        ListSessionSettingsVersionsResponse answer =
                call(stub -> stub.listSessionSettingsVersions(ListSessionSettingsVersionsRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> SettingsText.versions(
                        answer.getVersionsList(), context.terminal().outWidth()));
    }

    @Command(name = "preview", description = "Tell what other settings would change; nothing changes.")
    int preview(
            @Mixin Changes changes,
            @Option(
                            names = "--visitors",
                            paramLabel = "N",
                            description = "How many visitors to derive; 1,000 if not given.")
                    int visitors,
            @Option(
                            names = "--people",
                            paramLabel = "N",
                            description = "How many people to derive; 1,000 if not given.")
                    int people) {
        PreviewSessionSettingsRequest request = PreviewSessionSettingsRequest.newBuilder()
                .setSettings(changes.applyTo(current().getSettings()))
                .setMaxVisitorCount(visitors)
                .setMaxPersonCount(people)
                .build();
        PreviewSessionSettingsResponse answer = call(stub -> stub.previewSessionSettings(request));
        return context.show(answer, () -> SettingsText.preview(answer));
    }

    @Command(name = "set", description = "Put other settings in force; history is derived anew.")
    int set(
            @Mixin Changes changes,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why.") @Nullable String note) {
        SessionSettingsVersion current = current();
        UpdateSessionSettingsRequest request = UpdateSessionSettingsRequest.newBuilder()
                .setSettings(changes.applyTo(current.getSettings()))
                .setEtag(current.getEtag())
                .setNote(note == null ? "" : note)
                .build();
        UpdateSessionSettingsResponse answer = call(stub -> stub.updateSessionSettings(request));
        return context.show(
                answer,
                () -> SettingsText.version(
                        answer.getVersion(), context.terminal().outWidth()));
    }

    @Command(name = "restore", description = "Put the settings of an earlier version in force again.")
    int restore(
            @Parameters(paramLabel = "VERSION", description = "The earlier version.") long version,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why.") @Nullable String note) {
        RestoreSessionSettingsRequest request = RestoreSessionSettingsRequest.newBuilder()
                .setVersion(version)
                .setEtag(current().getEtag())
                .setNote(note == null ? "" : note)
                .build();
        RestoreSessionSettingsResponse answer = call(stub -> stub.restoreSessionSettings(request));
        return context.show(
                answer,
                () -> SettingsText.version(
                        answer.getVersion(), context.terminal().outWidth()));
    }

    private SessionSettingsVersion current() {
        GetSessionSettingsResponse answer =
                call(stub -> stub.getSessionSettings(GetSessionSettingsRequest.getDefaultInstance()));
        return answer.getVersion();
    }

    private <R> R call(Function<SessionSettingsServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.TOUCHPOINT, channel -> call.apply(SessionSettingsServiceGrpc.newBlockingStub(channel)));
    }
}
