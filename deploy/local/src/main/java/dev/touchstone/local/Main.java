package dev.touchstone.local;

import dev.touchstone.commandline.Touchstone;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.local.suite.Installation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import picocli.CommandLine;

/** The command line with the commands that run the suite on this machine. */
public final class Main {
    /** This jar is {@code deploy/local/target/touchstone-local.jar}. */
    private static final int LEVELS_BELOW_HOME = 4;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // libraries of the database log to nowhere
        Terminal terminal = Terminal.ofProcess(System.getenv());
        Path home = home();
        int code;
        try (Touchstone touchstone = new Touchstone(terminal, System.getenv(), home)) {
            code = touchstone.run(commands(touchstone, terminal, new Installation(home)), arguments);
        }
        System.exit(code);
    }

    static CommandLine commands(Touchstone touchstone, Terminal terminal, Installation installation) {
        return touchstone
                .commandLine()
                .addSubcommand(new UpCommand(terminal, installation))
                .addSubcommand(new DemoCommand(terminal, installation));
    }

    private static Path home() {
        String named = System.getProperty("touchstone.home", "");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        try {
            Path home = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (int i = 0; i < LEVELS_BELOW_HOME; i++) {
                home = home.resolve("..");
            }
            return home.normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a file has a path", e);
        }
    }
}
