package dev.touchstone.local;

import dev.touchstone.commandline.command.Context;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.local.demo.DemoStory;
import dev.touchstone.local.demo.LoadSample;
import dev.touchstone.local.sample.MarketoLeads;
import dev.touchstone.local.sample.SampleGenerator;
import dev.touchstone.local.sample.SampleOrganisation;
import dev.touchstone.local.suite.Announcer;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.DemoDirectories;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.Installation.MarketoAccount;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.local.suite.ServiceSpec;
import dev.touchstone.local.suite.Suite;
import dev.touchstone.local.suite.SuitePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows in a minute what the suite does, on a made-up organisation. */
@Command(
        name = "demo",
        description = "Run the suite on a sample organisation, show what comes of it, and leave nothing behind.")
final class DemoCommand implements Callable<Integer> {
    private static final MarketoAccount ACCOUNT = new MarketoAccount("demo-client", "demo-secret");

    private final Terminal terminal;
    private final Installation installation;

    @Option(names = "--keep", description = "Leave the suite running until Ctrl-C.")
    private boolean keep;

    DemoCommand(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    @Override
    public Integer call() {
        Announcer tell = new Announcer(terminal);
        SampleOrganisation organisation = SampleGenerator.generate(SampleGenerator.SEED);
        DataDirectory directory = new DemoDirectories(installation.work().resolve("demo")).create();
        SuitePorts ports = SuitePorts.free();
        try (directory;
                Suite suite = new Suite(installation, directory, ports, tell)) {
            suite.afterStop(() -> DemoDirectories.delete(directory.path()));
            run(suite, directory, organisation, tell);
        }
        tell.accept("done");
        return Context.OK;
    }

    private void run(Suite suite, DataDirectory directory, SampleOrganisation organisation, Announcer tell) {
        int marketoPort = Ports.free(1).get(0);
        ServiceSpec marketo =
                installation.marketo(marketoPort, leads(organisation, directory.path()), ACCOUNT, directory);
        suite.start(List.of(marketo));
        try (Services services = new Services(suite.ports().endpoints())) {
            new LoadSample(services, terminal, tell).load(organisation, "http://127.0.0.1:" + marketoPort, ACCOUNT);
            new DemoStory(services, terminal).tell();
        } catch (CommandFailed e) {
            List<String> deaths = suite.supervisor().deaths();
            throw deaths.isEmpty() ? e : new CommandFailed(e.getMessage() + "\n" + String.join("\n", deaths));
        }
        terminal.out().println();
        if (keep) {
            terminal.out().print(UpCommand.endpoints(suite.ports(), directory.path(), terminal.outWidth()));
            terminal.out().println("Marketo emulator: http://127.0.0.1:" + marketoPort);
            terminal.out().flush();
            tell.accept("the suite stays up; Ctrl-C stops it");
            suite.watch();
        }
    }

    private static Path leads(SampleOrganisation organisation, Path directory) {
        Path file = directory.resolve("marketo-leads.jsonl");
        try {
            return Files.write(file, MarketoLeads.lines(organisation));
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be written: " + e.getMessage());
        }
    }
}
