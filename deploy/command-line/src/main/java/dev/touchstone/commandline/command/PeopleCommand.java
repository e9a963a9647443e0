package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.ListPeopleResponse;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the people that sales works with. */
@Command(name = "people", description = "List the people that came from Marketo.")
public final class PeopleCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    private final Context context;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Only people with this address.")
    private String email = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most this many; 100 if not given.")
    private int limit = 100;

    public PeopleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.positive("--limit", limit);
        ListPeopleRequest.Builder request = ListPeopleRequest.newBuilder().setEmail(email);
        ListPeopleResponse.Builder all = ListPeopleResponse.newBuilder();
        do {
            request.setPageSize(Math.min(PAGE, limit - all.getPeopleCount()));
            ListPeopleResponse page = context.services()
                    .call(
                            Remote.SALES_SYNC,
                            channel -> SalesPeopleServiceGrpc.newBlockingStub(channel)
                                    .listPeople(request.build()));
            all.addAllPeople(page.getPeopleList()).setNextPageToken(page.getNextPageToken());
            request.setPageToken(page.getNextPageToken());
        } while (!all.getNextPageToken().isEmpty() && all.getPeopleCount() < limit);
        String more = all.getNextPageToken().isEmpty() ? "" : "There are more; --limit asks for them.\n";
        return context.show(
                all.build(),
                () -> StatusText.people(all.getPeopleList(), context.terminal().outWidth()) + more);
    }
}
