package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.SalesforceText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.BeginSellerConnectionRequest;
import dev.touchstone.salessync.v1.BeginSellerConnectionResponse;
import dev.touchstone.salessync.v1.ClientCredentialsPrincipal;
import dev.touchstone.salessync.v1.CompleteSellerConnectionRequest;
import dev.touchstone.salessync.v1.CompleteSellerConnectionResponse;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.ConnectSalesforceResponse;
import dev.touchstone.salessync.v1.DisconnectSalesforceRequest;
import dev.touchstone.salessync.v1.DisconnectSalesforceResponse;
import dev.touchstone.salessync.v1.DisconnectSellerRequest;
import dev.touchstone.salessync.v1.DisconnectSellerResponse;
import dev.touchstone.salessync.v1.GetSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.GetSalesforceConnectionResponse;
import dev.touchstone.salessync.v1.JwtBearerPrincipal;
import dev.touchstone.salessync.v1.ListSellerConnectionsRequest;
import dev.touchstone.salessync.v1.ListSellerConnectionsResponse;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionResponse;
import dev.touchstone.salessync.v1.ProbeSellerConnectionRequest;
import dev.touchstone.salessync.v1.ProbeSellerConnectionResponse;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connects Salesforce and its sellers. */
@Command(
        name = "salesforce",
        synopsisSubcommandLabel = "COMMAND",
        description = "Connect Salesforce and its sellers, look at these connections, and at opt-outs on their way.")
final class SalesforceCommand {
    private static final String SECRET_VARIABLE = "SALESFORCE_CLIENT_SECRET";

    private final Context context;

    private SalesforceCommand(Context context) {
        this.context = context;
    }

    static CommandLine commandLine(Context context) {
        return new CommandLine(new SalesforceCommand(context))
                .addSubcommand(new CrmOptOutCommands.Show(context))
                .addSubcommand(new CrmOptOutCommands.Failures(context))
                .addSubcommand(new CrmOptOutCommands.Set(context));
    }

    @Command(
            name = "connect",
            description =
                    "Connect Salesforce, as a user who is named with a key, else as the one that the app runs as. The client "
                            + "secret is read from the environment variable SALESFORCE_CLIENT_SECRET, so that it stands in no process list.")
    int connect(
            @Option(
                            names = "--url",
                            required = true,
                            paramLabel = "URL",
                            description = "Address of the organisation (My Domain); with a key also the log-in's.")
                    String url,
            @Option(names = "--client-id", required = true, paramLabel = "ID", description = "Client id of the app.")
                    String clientId,
            @Option(
                            names = "--username",
                            paramLabel = "USER",
                            description = "User name of the integration user; needs --key-file.")
                    @Nullable
                    String username,
            @Option(
                            names = "--key-file",
                            paramLabel = "FILE",
                            description = "Private key of the app's certificate: PKCS #8 as PEM; needs --username.")
                    @Nullable
                    Path keyFile) {
        if ((username == null) != (keyFile == null)) {
            throw new CommandFailed("--username and --key-file belong together");
        }
        ConnectSalesforceRequest.Builder request = ConnectSalesforceRequest.newBuilder()
                .setLoginUrl(url)
                .setClientId(clientId)
                .setClientSecret(secret(System.getenv(), keyFile == null));
        if (username != null && keyFile != null) {
            request.setJwtBearer(
                    JwtBearerPrincipal.newBuilder().setUsername(username).setPrivateKey(key(keyFile)));
        } else {
            request.setClientCredentials(ClientCredentialsPrincipal.getDefaultInstance());
        }
        ConnectSalesforceResponse answer = call(stub -> stub.connectSalesforce(request.build()));
        return context.show(answer, () -> SalesforceText.connection(answer.getConnection(), width()));
    }

    @Command(name = "status", description = "Show the connection, and what is missing in the organisation.")
    int status() {
        GetSalesforceConnectionResponse answer =
                call(stub -> stub.getSalesforceConnection(GetSalesforceConnectionRequest.getDefaultInstance()));
        return context.show(answer, () -> SalesforceText.connection(answer.getConnection(), width()));
    }

    @Command(name = "probe", description = "Look at the organisation again, or try the connection of a seller.")
    int probe(
            @Parameters(paramLabel = "SELLER", arity = "0..1", description = "E-mail address of the seller.") @Nullable
                    String seller) {
        if (seller != null) {
            ProbeSellerConnectionRequest request =
                    ProbeSellerConnectionRequest.newBuilder().setSeller(seller).build();
            ProbeSellerConnectionResponse answer = call(stub -> stub.probeSellerConnection(request));
            return context.show(answer, () -> SalesforceText.seller(answer.getConnection()));
        }
        ProbeSalesforceConnectionResponse answer =
                call(stub -> stub.probeSalesforceConnection(ProbeSalesforceConnectionRequest.getDefaultInstance()));
        return context.show(answer, () -> SalesforceText.connection(answer.getConnection(), width()));
    }

    @Command(name = "disconnect", description = "Forget the credentials of the organisation, or those of a seller.")
    int disconnect(
            @Parameters(paramLabel = "SELLER", arity = "0..1", description = "E-mail address of the seller.") @Nullable
                    String seller) {
        if (seller != null) {
            DisconnectSellerRequest request =
                    DisconnectSellerRequest.newBuilder().setSeller(seller).build();
            DisconnectSellerResponse answer = call(stub -> stub.disconnectSeller(request));
            return context.show(answer, () -> disconnected(answer.getWasConnected()));
        }
        DisconnectSalesforceResponse answer =
                call(stub -> stub.disconnectSalesforce(DisconnectSalesforceRequest.getDefaultInstance()));
        return context.show(answer, () -> disconnected(answer.getWasConnected()));
    }

    @Command(name = "sellers", description = "List the sellers who are or were connected.")
    int sellers(
            @Option(
                            names = "--page",
                            paramLabel = "TOKEN",
                            defaultValue = "",
                            description = "The page that the one before names at its end.")
                    String page) {
        ListSellerConnectionsRequest request =
                ListSellerConnectionsRequest.newBuilder().setPageToken(page).build();
        ListSellerConnectionsResponse answer = call(stub -> stub.listSellerConnections(request));
        return context.show(answer, () -> SalesforceText.sellers(answer, width()));
    }

    @Command(
            name = "begin",
            description = "Begin to connect a seller: print the address to open in the seller's browser.")
    int begin(
            @Parameters(paramLabel = "SELLER", description = "E-mail address of the seller.") String seller,
            @Option(
                            names = "--redirect-uri",
                            required = true,
                            paramLabel = "URI",
                            description = "One of the app's callback addresses, where the browser is sent back to.")
                    String redirectUri) {
        BeginSellerConnectionRequest request = BeginSellerConnectionRequest.newBuilder()
                .setSeller(seller)
                .setRedirectUri(redirectUri)
                .build();
        BeginSellerConnectionResponse answer = call(stub -> stub.beginSellerConnection(request));
        return context.show(answer, () -> SalesforceText.begun(answer));
    }

    @Command(name = "complete", description = "End it with what the browser was sent back with.")
    int complete(
            @Option(names = "--state", required = true, paramLabel = "STATE", description = "As in the address.")
                    String state,
            @Option(
                            names = "--code",
                            required = true,
                            paramLabel = "CODE",
                            description = "As in the address, percent signs resolved.")
                    String code) {
        CompleteSellerConnectionRequest request = CompleteSellerConnectionRequest.newBuilder()
                .setState(state)
                .setCode(code)
                .build();
        CompleteSellerConnectionResponse answer = call(stub -> stub.completeSellerConnection(request));
        return context.show(answer, () -> SalesforceText.seller(answer.getConnection()));
    }

    private static String disconnected(boolean was) {
        return was ? "Disconnected.\n" : "There was no connection.\n";
    }

    private int width() {
        return context.terminal().outWidth();
    }

    private <R> R call(Function<SalesforceConnectionServiceBlockingStub, R> call) {
        return context.services()
                .call(
                        Remote.SALES_SYNC,
                        channel -> call.apply(SalesforceConnectionServiceGrpc.newBlockingStub(channel)));
    }

    private static String key(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new CommandFailed("cannot read the key file " + file);
        }
    }

    private static String secret(Map<String, String> environment, boolean required) {
        String secret = environment.getOrDefault(SECRET_VARIABLE, "");
        if (required && secret.isBlank()) {
            throw new CommandFailed("set the environment variable " + SECRET_VARIABLE
                    + " to the client secret, or give --username and --key-file");
        }
        return secret;
    }
}
