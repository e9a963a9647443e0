package dev.touchstone.local;

import dev.touchstone.commandline.command.Context;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Table;
import dev.touchstone.local.suite.Announcer;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.Suite;
import dev.touchstone.local.suite.SuitePorts;
import dev.touchstone.local.suite.SuitePorts.Pair;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the suite in the foreground until it is told to end. */
@Command(
        name = "up",
        description = "Run the suite on this machine until Ctrl-C; what it stores is there at the next start.",
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Installation installation;

    @Option(names = "--data", paramLabel = "DIR", description = "Where to store; .touchstone/data if not given.")
    private @Nullable Path data;

    @Option(names = "--touchpoint-port", paramLabel = "PORT", description = "touchpoint-service; ${DEFAULT-VALUE}.")
    private int touchpointPort = 8411;

    @Option(names = "--mapping-port", paramLabel = "PORT", description = "mapping-service; ${DEFAULT-VALUE}.")
    private int mappingPort = 8412;

    @Option(names = "--sales-sync-port", paramLabel = "PORT", description = "sales-sync-service; ${DEFAULT-VALUE}.")
    private int salesSyncPort = 8413;

    @Option(
            names = "--touchpoint-management-port",
            paramLabel = "PORT",
            description = "Its health and metrics; ${DEFAULT-VALUE}.")
    private int touchpointManagementPort = 9411;

    @Option(
            names = "--mapping-management-port",
            paramLabel = "PORT",
            description = "Its health and metrics; ${DEFAULT-VALUE}.")
    private int mappingManagementPort = 9412;

    @Option(
            names = "--sales-sync-management-port",
            paramLabel = "PORT",
            description = "Its health and metrics; ${DEFAULT-VALUE}.")
    private int salesSyncManagementPort = 9413;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "PostgreSQL; ${DEFAULT-VALUE}.")
    private int postgresPort = 5411;

    UpCommand(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    @Override
    public Integer call() {
        SuitePorts ports = new SuitePorts(
                new Pair(touchpointPort, touchpointManagementPort),
                new Pair(mappingPort, mappingManagementPort),
                new Pair(salesSyncPort, salesSyncManagementPort),
                postgresPort);
        Path directory = data == null ? installation.work().resolve("data") : data;
        Announcer tell = new Announcer(terminal);
        try (DataDirectory taken = DataDirectory.take(directory);
                Suite suite = new Suite(installation, taken, ports, tell)) {
            suite.start(List.of());
            tell.accept("the suite is up; Ctrl-C stops it");
            terminal.out().print(endpoints(ports, taken.path(), terminal.outWidth()));
            terminal.out().flush();
            suite.watch();
        }
        return Context.OK;
    }

    /** Where everything is, as a table. */
    static String endpoints(SuitePorts ports, Path data, int width) {
        Endpoints endpoints = ports.endpoints();
        return Table.of(Table.text("What"), Table.text("gRPC and HTTP"), Table.text("Health and metrics"))
                        .row("touchpoint-service", endpoints.touchpoint().toString(), management(ports.touchpoint()))
                        .row("mapping-service", endpoints.mapping().toString(), management(ports.mapping()))
                        .row("sales-sync-service", endpoints.salesSync().toString(), management(ports.salesSync()))
                        .row("PostgreSQL", "127.0.0.1:" + ports.postgres(), "")
                        .render(width)
                + "Data and logs: " + data + "\n";
    }

    private static String management(Pair ports) {
        return "http://127.0.0.1:" + ports.management() + "/q/health";
    }
}
