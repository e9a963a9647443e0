package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.AccountText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.AccountMatchServiceGrpc;
import dev.touchstone.touchpoint.v1.MatchAccountsRequest;
import dev.touchstone.touchpoint.v1.MatchAccountsResponse;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says to which accounts leads belong. */
@Command(
        name = "accounts",
        synopsisSubcommandLabel = "COMMAND",
        description = "Say to which account a lead belongs, and by what.")
public final class AccountsCommand {
    private final Context context;

    private AccountsCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new AccountsCommand(context));
    }

    @Command(name = "match", description = "Match leads with accounts as the facts stand now.")
    int match(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Leads and contacts, by the CRM's id.")
                    List<String> crmPersonIds) {
        MatchAccountsRequest request = MatchAccountsRequest.newBuilder()
                .addAllCrmPersonIds(crmPersonIds)
                .build();
        MatchAccountsResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel ->
                                AccountMatchServiceGrpc.newBlockingStub(channel).matchAccounts(request));
        return context.show(
                answer,
                () -> AccountText.matches(
                        answer.getMatchesList(), context.terminal().outWidth()));
    }
}
