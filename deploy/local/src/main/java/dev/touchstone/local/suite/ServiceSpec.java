package dev.touchstone.local.suite;

import java.util.List;
import java.util.Map;

/**
 * A process to run.
 *
 * @param name as shown, and as its files are named
 * @param command program and arguments
 * @param environment beside that of this process
 * @param readiness how it says that it is ready
 */
public record ServiceSpec(String name, List<String> command, Map<String, String> environment, Readiness readiness) {
    public ServiceSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** How a process says that it is ready. */
    public sealed interface Readiness {
        /**
         * It answers 200 to {@code /q/health/ready}.
         *
         * @param managementPort on the loopback address
         */
        record Health(int managementPort) implements Readiness {}

        /**
         * It prints a line that begins so.
         *
         * @param beginning of the line
         */
        record Printed(String beginning) implements Readiness {}
    }
}
