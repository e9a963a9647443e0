package dev.touchstone.testing.marketo;

import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.lead.LeadFile;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator as a process until it is stopped. */
public final class EmulatorMain {
    private static final String USAGE = """
            usage: java -jar marketo-emulator.jar [option value]...
              --port N               port on the loopback address; 0, the default, takes a free one
              --client-id ID         client id of the API user
              --client-secret SECRET its secret
              --leads FILE           people as JSON lines, fields by their REST name, id required
              --population N         N generated people instead
              --qualifying N         so many of them qualify, 80 % by default
              --seed N               chooses the generated people
              --id-gap N             one person in N ids; 1, the default, is dense
              --without-field NAME   the instance lacks this field
              --latency MILLIS       how long every call takes
              --calls-per-window N   calls in 20 seconds, 100 by default
              --concurrent-calls N   calls at a time, 10 by default
              --calls-per-day N      calls a day, 50,000 by default
              --export-bytes N       bytes of exports a day, 500,000,000 by default""";

    private EmulatorMain() {}

    /** The command line, read. */
    private record Options(EmulatorConfig config, List<Path> leadFiles, Optional<Population> population) {
        static Options parse(String[] arguments) {
            Options options = new Options(EmulatorConfig.defaults(), List.of(), Optional.empty());
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + " needs a value");
                }
                options = options.with(arguments[i], arguments[i + 1]);
            }
            return options;
        }

        private Options with(String name, String value) {
            Limits limits = config.limits();
            return switch (name) {
                case "--port" -> with(config.withPort(Integer.parseInt(value)));
                case "--client-id" -> with(config.withCredentials(value, config.clientSecret()));
                case "--client-secret" -> with(config.withCredentials(config.clientId(), value));
                case "--leads" -> new Options(config, List.of(Path.of(value)), population);
                case "--population" -> with(Population.of(Integer.parseInt(value)));
                case "--qualifying" -> with(people().withQualifying(Integer.parseInt(value)));
                case "--seed" -> with(people().withSeed(Long.parseLong(value)));
                case "--id-gap" -> with(people().withIds(1, Integer.parseInt(value)));
                case "--without-field" -> with(config.withFields(config.fields().without(value)));
                case "--latency" -> with(config.withLatency(Duration.ofMillis(Long.parseLong(value))));
                case "--calls-per-window" -> with(limits.withCallsPerWindow(Integer.parseInt(value)));
                case "--concurrent-calls" -> with(limits.withConcurrentCalls(Integer.parseInt(value)));
                case "--calls-per-day" -> with(limits.withCallsPerDay(Integer.parseInt(value)));
                case "--export-bytes" -> with(limits.withExportBytesPerDay(Long.parseLong(value)));
                default -> throw new IllegalArgumentException("unknown option " + name);
            };
        }

        private Options with(EmulatorConfig other) {
            return new Options(other, leadFiles, population);
        }

        private Options with(Limits limits) {
            return with(config.withLimits(limits));
        }

        private Options with(Population people) {
            return new Options(config, leadFiles, Optional.of(people));
        }

        private Population people() {
            return population.orElseThrow(() -> new IllegalArgumentException("--population comes first"));
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
        options.population().ifPresent(emulator.leads()::populate);
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
