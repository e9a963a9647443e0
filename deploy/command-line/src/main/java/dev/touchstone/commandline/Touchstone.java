package dev.touchstone.commandline;

import dev.touchstone.commandline.command.AccountsCommand;
import dev.touchstone.commandline.command.AddressOption;
import dev.touchstone.commandline.command.CampaignsCommand;
import dev.touchstone.commandline.command.ChannelsCommand;
import dev.touchstone.commandline.command.CheckCommand;
import dev.touchstone.commandline.command.ClassifyCommand;
import dev.touchstone.commandline.command.Context;
import dev.touchstone.commandline.command.DoctorCommand;
import dev.touchstone.commandline.command.ExplainCommand;
import dev.touchstone.commandline.command.GenerationRulesCommand;
import dev.touchstone.commandline.command.IdentitiesCommand;
import dev.touchstone.commandline.command.ImportCommand;
import dev.touchstone.commandline.command.JourneyCommand;
import dev.touchstone.commandline.command.OverlapsCommand;
import dev.touchstone.commandline.command.PeopleCommand;
import dev.touchstone.commandline.command.PrivacyCommand;
import dev.touchstone.commandline.command.RecomputeCommand;
import dev.touchstone.commandline.command.RemapCommand;
import dev.touchstone.commandline.command.RulesCommand;
import dev.touchstone.commandline.command.SessionsCommand;
import dev.touchstone.commandline.command.SettingsCommand;
import dev.touchstone.commandline.command.SitesCommand;
import dev.touchstone.commandline.command.StatusCommand;
import dev.touchstone.commandline.command.SyncCommand;
import dev.touchstone.commandline.command.TouchpointFieldsCommand;
import dev.touchstone.commandline.command.TouchpointsCommand;
import dev.touchstone.commandline.command.WatchCommand;
import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.endpoint.RunningSuite;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Credentials;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The root command. It exits with 0 when a command did what it was asked, 1 when it was refused or failed, 2 when the
 * command itself was wrong.
 */
@Command(
        name = "touchstone",
        description = "Marketing touchpoints, channel mapping and sales-data sync.",
        mixinStandardHelpOptions = true,
        version = "touchstone 0.1.0",
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Touchstone implements Context, AutoCloseable {
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Path home;

    @Option(
            names = "--touchpoint-service",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            scope = ScopeType.INHERIT,
            description =
                    "Where touchpoint-service answers (else TOUCHSTONE_TOUCHPOINT_SERVICE, the running local suite, "
                            + "localhost:8411).")
    private @Nullable Address touchpointService;

    @Option(
            names = "--mapping-service",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            scope = ScopeType.INHERIT,
            description = "Where mapping-service answers (likewise, localhost:8412).")
    private @Nullable Address mappingService;

    @Option(
            names = "--sales-sync-service",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            scope = ScopeType.INHERIT,
            description = "Where sales-sync-service answers (likewise, localhost:8413).")
    private @Nullable Address salesSyncService;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file with the token to show to the services (else TOUCHSTONE_TOKEN_FILE).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Certificates (PEM) by which the services are known; calls go by TLS then (else TOUCHSTONE_CA_FILE).")
    private @Nullable Path authorities;

    @Option(
            names = "--tls-directory",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "The certificate to show to the services, tls.crt with tls.key, and ca.crt by which they are known (else"
                            + " TOUCHSTONE_CLIENT_TLS_DIRECTORY).")
    private @Nullable Path tlsDirectory;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer with one JSON document.")
    private boolean json;

    private @Nullable Services services;

    /**
     * @param environment of the process
     * @param home the project's root, or the directory in which a pointer to a running suite is looked for
     */
    public Touchstone(Terminal terminal, Map<String, String> environment, Path home) {
        this.terminal = terminal;
        this.environment = environment;
        this.home = home;
    }

    /** The parser with all commands of a client; a caller may add its own. */
    public CommandLine commandLine() {
        CommandLine commands = new CommandLine(this)
                .addSubcommand(new TouchpointsCommand(this))
                .addSubcommand(new JourneyCommand(this))
                .addSubcommand(ExplainCommand.commandLine(this))
                .addSubcommand(ChannelsCommand.commandLine(this))
                .addSubcommand(RulesCommand.commandLine(this))
                .addSubcommand(RemapCommand.commandLine(this))
                .addSubcommand(new ClassifyCommand(this))
                .addSubcommand(new SessionsCommand(this))
                .addSubcommand(IdentitiesCommand.commandLine(this))
                .addSubcommand(SitesCommand.commandLine(this))
                .addSubcommand(SettingsCommand.commandLine(this))
                .addSubcommand(GenerationRulesCommand.commandLine(this))
                .addSubcommand(TouchpointFieldsCommand.commandLine(this))
                .addSubcommand(CampaignsCommand.commandLine(this))
                .addSubcommand(AccountsCommand.commandLine(this))
                .addSubcommand(new OverlapsCommand(this))
                .addSubcommand(new StatusCommand(this))
                .addSubcommand(new DoctorCommand(this))
                .addSubcommand(new RecomputeCommand(this))
                .addSubcommand(new CheckCommand(this))
                .addSubcommand(new PeopleCommand(this))
                .addSubcommand(PrivacyCommand.commandLine(this))
                .addSubcommand(SyncCommand.commandLine(this))
                .addSubcommand(new WatchCommand(this))
                .addSubcommand(ImportCommand.commandLine(this));
        return commands;
    }

    /**
     * Runs one command.
     *
     * @param commands this object's parser
     * @return the exit code
     */
    public int run(CommandLine commands, String... arguments) {
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setExecutionExceptionHandler((failure, command, result) -> failed(failure));
        commands.setParameterExceptionHandler((failure, given) -> misused(failure));
        if (arguments.length == 0) {
            commands.usage(terminal.err());
            return CommandLine.ExitCode.USAGE;
        }
        return commands.execute(arguments);
    }

    private int failed(Exception failure) {
        String sentence = failure instanceof CommandFailed
                ? String.valueOf(failure.getMessage())
                : "unexpected: " + Words.printable(failure.toString());
        terminal.out().flush();
        terminal.err().println("touchstone: " + sentence);
        return FAILED;
    }

    private int misused(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        terminal.err().println("touchstone: " + Words.printable(String.valueOf(failure.getMessage())));
        terminal.err().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public synchronized Services services() {
        if (services == null) {
            services = new Services(
                    endpoints(),
                    new Credentials(
                            file(tokenFile, "TOUCHSTONE_TOKEN_FILE"),
                            file(authorities, "TOUCHSTONE_CA_FILE"),
                            file(tlsDirectory, "TOUCHSTONE_CLIENT_TLS_DIRECTORY")));
        }
        return services;
    }

    @Override
    public Endpoints management() {
        Endpoints local = RunningSuite.find(home).map(RunningSuite::management).orElse(Endpoints.DEFAULT_MANAGEMENT);
        return new Endpoints(
                choose(null, "TOUCHSTONE_TOUCHPOINT_MANAGEMENT", local.touchpoint()),
                choose(null, "TOUCHSTONE_MAPPING_MANAGEMENT", local.mapping()),
                choose(null, "TOUCHSTONE_SALES_SYNC_MANAGEMENT", local.salesSync()));
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.close();
        }
    }

    private Endpoints endpoints() {
        Endpoints local = RunningSuite.find(home).map(RunningSuite::endpoints).orElse(Endpoints.DEFAULT);
        return new Endpoints(
                choose(touchpointService, "TOUCHSTONE_TOUCHPOINT_SERVICE", local.touchpoint()),
                choose(mappingService, "TOUCHSTONE_MAPPING_SERVICE", local.mapping()),
                choose(salesSyncService, "TOUCHSTONE_SALES_SYNC_SERVICE", local.salesSync()));
    }

    private Optional<Path> file(@Nullable Path option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(environment.get(variable))
                        .filter(text -> !text.isBlank())
                        .map(Path::of));
    }

    private Address choose(@Nullable Address option, String variable, Address otherwise) {
        if (option != null) {
            return option;
        }
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            return Address.parse(value);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("the environment variable " + variable + ": " + e.getMessage());
        }
    }
}
