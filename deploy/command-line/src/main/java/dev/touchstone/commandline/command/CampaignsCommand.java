package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.CampaignText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.CampaignIds;
import dev.touchstone.touchpoint.v1.CampaignServiceGrpc;
import dev.touchstone.touchpoint.v1.CampaignServiceGrpc.CampaignServiceBlockingStub;
import dev.touchstone.touchpoint.v1.GetCampaignRequest;
import dev.touchstone.touchpoint.v1.GetCampaignResponse;
import dev.touchstone.touchpoint.v1.ListCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListCampaignsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointDateUpdatesRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointDateUpdatesResponse;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateRequest;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateResponse;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads campaigns, and sets the touchpoint date of many members at once. */
@Command(
        name = "campaigns",
        synopsisSubcommandLabel = "COMMAND",
        description = "List campaigns, and set the touchpoint date of many members at once.")
public final class CampaignsCommand {
    private static final int PAGE = 1_000;

    private final Context context;

    private CampaignsCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new CampaignsCommand(context));
    }

    /** Which members. */
    static final class Members {
        @Option(
                names = "--where",
                paramLabel = "RULE",
                description = "Members by fields: 'Campaign.Type is equal to \"Webinar\"'.")
        private @Nullable String filter;

        @Option(names = "--campaign", paramLabel = "ID", description = "All members; may be given several times.")
        private @Nullable List<String> campaignIds;

        void applyTo(UpdateTouchpointDatesRequest.Builder request) {
            if (filter != null) {
                request.setFilterText(filter);
            } else if (campaignIds != null) {
                request.setCampaigns(CampaignIds.newBuilder().addAllCampaignIds(campaignIds));
            }
        }
    }

    @Command(name = "list", description = "List the campaigns.")
    int list() {
        ListCampaignsRequest.Builder request = ListCampaignsRequest.newBuilder().setPageSize(PAGE);
        ListCampaignsResponse.Builder all = ListCampaignsResponse.newBuilder();
        do {
            ListCampaignsResponse page = call(stub -> stub.listCampaigns(request.build()));
            all.addAllCampaigns(page.getCampaignsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return context.show(
                all.build(),
                () -> CampaignText.list(
                        all.getCampaignsList(), context.terminal().outWidth()));
    }

    @Command(name = "show", description = "Show one campaign.")
    int show(@Parameters(paramLabel = "ID", description = "Its id of 15 or 18 characters.") String campaignId) {
        GetCampaignRequest request =
                GetCampaignRequest.newBuilder().setCampaignId(campaignId).build();
        GetCampaignResponse answer = call(stub -> stub.getCampaign(request));
        return context.show(
                answer,
                () -> CampaignText.list(
                        List.of(answer.getCampaign()), context.terminal().outWidth()));
    }

    @Command(name = "set-date", description = "Set the buyer touchpoint date of many members at once.")
    int setDate(
            @ArgGroup(multiplicity = "1") Members members,
            @Option(
                            names = "--date",
                            required = true,
                            paramLabel = "TIME",
                            converter = Times.class,
                            description = "The date: 2025-07-01, or 2025-07-01T08:00Z.")
                    Instant date,
            @Option(names = "--dry-run", description = "Change nothing; tell whom it would take.") boolean dryRun,
            @Option(
                            names = "--author",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who; the user of this machine if not given.")
                    String author,
            @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.") String note) {
        UpdateTouchpointDatesRequest.Builder request = UpdateTouchpointDatesRequest.newBuilder()
                .setTouchpointTime(Times.timestamp(date))
                .setDryRun(dryRun);
        members.applyTo(request);
        if (!dryRun) {
            // Made once, so that a repeated call is the same update.
            request.setRequestId(UUID.randomUUID().toString()).setAuthor(author).setNote(note);
        }
        UpdateTouchpointDatesResponse answer = call(stub -> stub.updateTouchpointDates(request.build()));
        return context.show(
                answer, () -> CampaignText.update(answer, context.terminal().outWidth()));
    }

    @Command(name = "undo-date", description = "Take a bulk update back.")
    int undoDate(@Parameters(paramLabel = "ID", description = "The update.") String updateId) {
        UndoTouchpointDateUpdateRequest request = UndoTouchpointDateUpdateRequest.newBuilder()
                .setUpdateId(updateId)
                .build();
        UndoTouchpointDateUpdateResponse answer = call(stub -> stub.undoTouchpointDateUpdate(request));
        return context.show(
                answer,
                () -> CampaignText.updates(
                        List.of(answer.getUpdate()), context.terminal().outWidth()));
    }

    @Command(name = "dates", description = "List the bulk updates of touchpoint dates, newest first.")
    int dates() {
        ListTouchpointDateUpdatesResponse answer =
                call(stub -> stub.listTouchpointDateUpdates(ListTouchpointDateUpdatesRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> CampaignText.updates(
                        answer.getUpdatesList(), context.terminal().outWidth()));
    }

    private <R> R call(Function<CampaignServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.TOUCHPOINT, channel -> call.apply(CampaignServiceGrpc.newBlockingStub(channel)));
    }
}
