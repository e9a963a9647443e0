package dev.touchstone.testing.marketo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator as a process until it is stopped. */
public final class EmulatorMain {
    private static final String USAGE =
            "usage: java -jar marketo-emulator.jar [--port N] [--client-id ID] [--client-secret SECRET] [--leads FILE]\n"
                    + "  --leads FILE  people as JSON lines, fields by their REST name, id required";

    private EmulatorMain() {}

    /** The command line, read. */
    private record Options(EmulatorConfig config, List<Path> leadFiles) {
        static Options parse(String[] arguments) {
            Options options = new Options(EmulatorConfig.defaults(), List.of());
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + " needs a value");
                }
                options = options.with(arguments[i], arguments[i + 1]);
            }
            return options;
        }

        private Options with(String name, String value) {
            return switch (name) {
                case "--port" -> new Options(config.withPort(Integer.parseInt(value)), leadFiles);
                case "--client-id" -> new Options(config.withCredentials(value, config.clientSecret()), leadFiles);
                case "--client-secret" -> new Options(config.withCredentials(config.clientId(), value), leadFiles);
                case "--leads" -> new Options(config, List.of(Path.of(value)));
                default -> throw new IllegalArgumentException("unknown option " + name);
            };
        }
    }

    /** Starts the emulator; ends with status 2 if the command line is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        MarketoEmulator emulator = MarketoEmulator.start(options.config());
        for (Path file : options.leadFiles()) {
            if (!Files.isReadable(file)) {
                System.err.println("cannot read " + file);
                System.exit(2);
            }
            LeadFile.load(file, emulator.leads());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "stop"));
        System.out.println("marketo emulator listening on " + emulator.baseUrl());
        new CountDownLatch(1).await();
    }
}
