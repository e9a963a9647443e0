package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.PersonText;
import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.ExplainPersonRequest;
import dev.touchstone.salessync.v1.ExplainPersonResponse;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import dev.touchstone.salessync.v1.FindPeopleResponse;
import dev.touchstone.salessync.v1.GetPersonHistoryRequest;
import dev.touchstone.salessync.v1.GetPersonHistoryResponse;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.GetPersonResponse;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc.SalesPeopleServiceBlockingStub;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds people, shows one, and says why it is synchronised or not. */
@Command(
        name = "person",
        synopsisSubcommandLabel = "COMMAND",
        description = "Find people, show one, say why it is synchronised or not.")
final class PersonCommand {
    private final Context context;

    private PersonCommand(Context context) {
        this.context = context;
    }

    static CommandLine commandLine(Context context) {
        return new CommandLine(new PersonCommand(context));
    }

    @Command(name = "find", description = "Find people; all conditions hold at once.")
    int find(
            @Option(names = "--email", paramLabel = "EMAIL", defaultValue = "", description = "This address.")
                    String email,
            @Option(
                            names = "--name",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "The family name, or given and family name, begins so.")
                    String name,
            @Option(
                            names = "--company",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "The company's name begins so.")
                    String company,
            @Option(names = "--owner", paramLabel = "ID", defaultValue = "", description = "Owned by this user.")
                    String owner,
            @Option(
                            names = "--salesforce-id",
                            paramLabel = "ID",
                            defaultValue = "",
                            description = "This lead or contact, by 15 or 18 characters.")
                    String salesforceId,
            @Option(names = "--hidden", description = "Hidden people, too.") boolean hidden) {
        FindPeopleRequest request = FindPeopleRequest.newBuilder()
                .setEmail(email)
                .setName(name)
                .setCompany(company)
                .setOwnerId(owner)
                .setSalesforceId(salesforceId)
                .setIncludeHidden(hidden)
                .build();
        FindPeopleResponse answer = ask(stub -> stub.findPeople(request));
        String more = answer.getNextPageToken().isEmpty() ? "" : "There are more; add a condition.\n";
        return context.show(
                answer,
                () -> StatusText.people(
                                answer.getPeopleList(), context.terminal().outWidth())
                        + more);
    }

    @Command(name = "show", description = "Show one person.")
    int show(@Parameters(paramLabel = "ID", description = "The person's id in Marketo.") long id) {
        GetPersonResponse answer = ask(stub ->
                stub.getPerson(GetPersonRequest.newBuilder().setMarketoId(id).build()));
        return context.show(answer, () -> PersonText.person(answer.getPerson()));
    }

    @Command(
            name = "explain",
            description = "Say why a person is synchronised or not, and where each field comes from.")
    int explain(@Parameters(paramLabel = "ID", description = "The person's id in Marketo.") long id) {
        ExplainPersonResponse answer = ask(stub -> stub.explainPerson(
                ExplainPersonRequest.newBuilder().setMarketoId(id).build()));
        return context.show(
                answer,
                () -> PersonText.explanation(
                        answer.getExplanation(), context.terminal().outWidth()));
    }

    @Command(name = "history", description = "Show how the fields of a person changed.")
    int history(@Parameters(paramLabel = "ID", description = "The person's id in Marketo.") long id) {
        GetPersonHistoryResponse answer = ask(stub -> stub.getPersonHistory(
                GetPersonHistoryRequest.newBuilder().setMarketoId(id).build()));
        return context.show(
                answer,
                () -> PersonText.history(
                        answer.getChangesList(), context.terminal().outWidth()));
    }

    private <R> R ask(Function<SalesPeopleServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.SALES_SYNC, channel -> call.apply(SalesPeopleServiceGrpc.newBlockingStub(channel)));
    }
}
