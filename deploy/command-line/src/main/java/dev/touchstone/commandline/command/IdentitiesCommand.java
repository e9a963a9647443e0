package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.IdentityText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.IgnoreIdentityResponse;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesRequest;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesResponse;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesRequest;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesResponse;
import dev.touchstone.touchpoint.v1.UnignoreIdentityRequest;
import dev.touchstone.touchpoint.v1.UnignoreIdentityResponse;
import dev.touchstone.touchpoint.v1.VisitorIdentityServiceGrpc;
import dev.touchstone.touchpoint.v1.VisitorIdentityServiceGrpc.VisitorIdentityServiceBlockingStub;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows by which addresses visitors are known, and keeps what is ignored. */
@Command(
        name = "identities",
        synopsisSubcommandLabel = "COMMAND",
        description = "Show by which e-mail addresses visitors are known, and ignore some.")
public final class IdentitiesCommand {
    private static final int PAGE = 1_000;

    private final Context context;

    private IdentitiesCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new IdentitiesCommand(context)).addSubcommand(new ListPart(context));
    }

    @Command(name = "list", description = "List the visitors with an address, or the addresses of a visitor.")
    static final class ListPart implements java.util.concurrent.Callable<Integer> {
        private final Context context;

        @ArgGroup(multiplicity = "1")
        private @Nullable Subject subject;

        @Option(names = "--limit", paramLabel = "N", description = "At most this many; 100 if not given.")
        private int limit = 100;

        ListPart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Options.positive("--limit", limit);
            if (subject == null) {
                throw new IllegalStateException("picocli demands one of the options");
            }
            ListVisitorIdentitiesRequest.Builder request = subject.request();
            ListVisitorIdentitiesResponse.Builder all = ListVisitorIdentitiesResponse.newBuilder();
            do {
                request.setPageSize(Math.min(PAGE, limit - all.getIdentitiesCount()));
                ListVisitorIdentitiesResponse page = context.services()
                        .call(
                                Remote.TOUCHPOINT,
                                channel -> VisitorIdentityServiceGrpc.newBlockingStub(channel)
                                        .listVisitorIdentities(request.build()));
                all.addAllIdentities(page.getIdentitiesList()).setNextPageToken(page.getNextPageToken());
                request.setPageToken(page.getNextPageToken());
            } while (!all.getNextPageToken().isEmpty() && all.getIdentitiesCount() < limit);
            String more = all.getNextPageToken().isEmpty() ? "" : "There are more; --limit asks for them.\n";
            return context.show(
                    all.build(),
                    () -> IdentityText.list(
                                    all.getIdentitiesList(), context.terminal().outWidth())
                            + more);
        }
    }

    static final class Subject {
        @Option(names = "--email", paramLabel = "ADDRESS", description = "All visitors known by this address.")
        private String email = "";

        @Option(names = "--visitor", paramLabel = "ID", description = "All addresses of this visitor.")
        private String visitor = "";

        ListVisitorIdentitiesRequest.Builder request() {
            ListVisitorIdentitiesRequest.Builder request = ListVisitorIdentitiesRequest.newBuilder();
            return email.isEmpty() ? request.setVisitorId(visitor) : request.setEmail(email);
        }
    }

    /** Which identity. */
    static final class Identity {
        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                description = "The address; all of the visitor if not given.")
        private String email = "";

        @Option(names = "--visitor", paramLabel = "ID", description = "The visitor; all visitors if not given.")
        private String visitor = "";
    }

    @Command(
            name = "ignore",
            description = "Ignore an address, a visitor, or an address for one visitor; history is derived anew.")
    int ignore(
            @Mixin Identity identity,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why.") @Nullable String note) {
        IgnoreIdentityRequest request = IgnoreIdentityRequest.newBuilder()
                .setEmail(identity.email)
                .setVisitorId(identity.visitor)
                .setNote(note == null ? "" : note)
                .build();
        IgnoreIdentityResponse answer = call(stub -> stub.ignoreIdentity(request));
        return context.show(
                answer,
                () -> IdentityText.ignored(
                        List.of(answer.getIgnoredIdentity()), context.terminal().outWidth()));
    }

    @Command(name = "unignore", description = "Take an ignored identity back; history is derived anew.")
    int unignore(@Mixin Identity identity) {
        UnignoreIdentityRequest request = UnignoreIdentityRequest.newBuilder()
                .setEmail(identity.email)
                .setVisitorId(identity.visitor)
                .build();
        UnignoreIdentityResponse answer = call(stub -> stub.unignoreIdentity(request));
        return context.show(answer, () -> "It is no longer ignored.\n");
    }

    @Command(name = "ignored", description = "List what is ignored.")
    int ignored() {
        ListIgnoredIdentitiesRequest.Builder request =
                ListIgnoredIdentitiesRequest.newBuilder().setPageSize(PAGE);
        ListIgnoredIdentitiesResponse.Builder all = ListIgnoredIdentitiesResponse.newBuilder();
        do {
            ListIgnoredIdentitiesResponse page = call(stub -> stub.listIgnoredIdentities(request.build()));
            all.addAllIgnoredIdentities(page.getIgnoredIdentitiesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return context.show(
                all.build(),
                () -> IdentityText.ignored(
                        all.getIgnoredIdentitiesList(), context.terminal().outWidth()));
    }

    private <R> R call(Function<VisitorIdentityServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.TOUCHPOINT, channel -> call.apply(VisitorIdentityServiceGrpc.newBlockingStub(channel)));
    }
}
