package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.lang.management.ManagementFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All measurements, a command each. */
@Command(
        name = "bench",
        description = "Measure. Each command prints one table.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ActivityBench.class,
            BackfillBench.class,
            CheckBench.class,
            ClassifyBench.class,
            ClassifyRpcBench.class,
            CrmBench.class,
            FreshnessBench.class,
            HttpBench.class,
            IdleBench.class,
            IngestBench.class,
            LatencyBench.class,
            PanelBench.class,
            PeopleBench.class,
            RemapBench.class,
            RulesBench.class,
            SessionsBench.class
        })
public final class Bench {
    /** How many processes wanted to run in the minute before; negative where the system does not tell. */
    static final double LOAD_BEFORE =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private Bench() {}

    /** Runs the benchmark that the first argument names. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // libraries of the database log to nowhere
        CommandLine commandLine = new CommandLine(new Bench());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof CommandFailed)) {
                throw failure;
            }
            System.err.println("bench: " + failure.getMessage());
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }
}
