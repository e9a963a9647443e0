package dev.touchstone.testing.salesforce;

import dev.touchstone.testing.salesforce.EmulatorConfig.Ports;
import dev.touchstone.testing.salesforce.population.Population;
import dev.touchstone.testing.salesforce.rest.RequestLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator as a process until it is stopped. */
public final class EmulatorMain {
    private static final String USAGE = """
            usage: java -jar salesforce-emulator.jar [option value]...
              --port N               port of the instance on the loopback address; 0, the default, takes a free one
              --login-port N         port of the login server
              --second-port N        port of the instance to which the organisation can move
              --pubsub-port N        port of the Pub/Sub API
              --population N         N generated contacts, and the rest in proportion
              --latency MILLIS       how long every call takes
              --requests-per-day N   requests in 24 hours, 110,000 by default
              --long-requests N      long requests at a time, 25 by default
              --session-seconds N    how long a session lives that is not used, 7,200 by default""";

    private EmulatorMain() {}

    /** The command line, read. */
    private record Options(EmulatorConfig config, Optional<Population> population) {
        static Options parse(String[] arguments) {
            Options options = new Options(EmulatorConfig.defaults(), Optional.empty());
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + " needs a value");
                }
                options = options.with(arguments[i], Integer.parseInt(arguments[i + 1]));
            }
            return options;
        }

        private Options with(String name, int value) {
            return name.equals("--population")
                    ? new Options(config, Optional.of(Population.of(value)))
                    : new Options(EmulatorMain.with(config, name, value), population);
        }
    }

    private static EmulatorConfig with(EmulatorConfig config, String name, int value) {
        Ports ports = config.ports();
        RequestLimits limits = config.limits();
        return switch (name) {
            case "--port" -> config.withPorts(new Ports(ports.login(), value, ports.secondInstance(), ports.pubSub()));
            case "--login-port" ->
                config.withPorts(new Ports(value, ports.instance(), ports.secondInstance(), ports.pubSub()));
            case "--second-port" -> config.withPorts(new Ports(ports.login(), ports.instance(), value, ports.pubSub()));
            case "--pubsub-port" ->
                config.withPorts(new Ports(ports.login(), ports.instance(), ports.secondInstance(), value));
            case "--latency" -> config.withLatency(Duration.ofMillis(value));
            case "--requests-per-day" -> config.withLimits(limits.withRequestsPerDay(value));
            case "--long-requests" -> config.withLimits(limits.withLongRequests(value));
            case "--session-seconds" -> config.withSessionLife(Duration.ofSeconds(value));
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }

    /** Starts the emulator; ends with status 2 if the command line is wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        SalesforceEmulator emulator = SalesforceEmulator.start(options.config());
        options.population().ifPresent(population -> population.putInto(emulator.org()));
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "stop"));
        System.out.println("salesforce emulator listening on " + emulator.url() + ", login on " + emulator.loginUrl()
                + ", Pub/Sub API on port " + emulator.events().port());
        new CountDownLatch(1).await();
    }
}
