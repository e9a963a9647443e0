package dev.touchstone.testing.marketo;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.marketo.bulk.ExportLimits;
import dev.touchstone.testing.marketo.lead.FieldCatalogue;
import dev.touchstone.testing.marketo.limit.CallLimits;
import java.time.Duration;

/**
 * How the emulator is set up.
 *
 * @param port port on the loopback address; 0 takes a free one
 * @param clientId client id of the only API user
 * @param clientSecret its secret
 * @param fields the person fields of the instance
 * @param limits what the instance allows
 * @param clock the emulator's time
 * @param latency how long every call takes, beside its own work
 */
public record EmulatorConfig(
        int port,
        String clientId,
        String clientSecret,
        FieldCatalogue fields,
        Limits limits,
        MovableClock clock,
        Duration latency) {

    /**
     * What an instance allows.
     *
     * @param callsPerWindow calls in the sliding window; one more is answered with 606
     * @param window length of the sliding window
     * @param concurrentCalls calls at a time; one more is answered with 615
     * @param callsPerDay calls from midnight to midnight in America/Chicago; one more is answered with 607
     * @param tokenLife how long an access token is good
     * @param exportBytesPerDay bytes of export files finished from midnight to midnight in America/Chicago
     */
    public record Limits(
            int callsPerWindow,
            Duration window,
            int concurrentCalls,
            int callsPerDay,
            Duration tokenLife,
            long exportBytesPerDay) {
        private static final int RUNNING_EXPORTS = 2;
        private static final int QUEUED_EXPORTS = 10;

        /** The documented limits: 100 calls in 20 seconds, 10 at a time, 50,000 a day, tokens of an hour, 500 MB. */
        public static Limits documented() {
            return new Limits(100, Duration.ofSeconds(20), 10, 50_000, Duration.ofSeconds(3_599), 500_000_000);
        }

        /** The same limits with another number of calls per window. */
        public Limits withCallsPerWindow(int calls) {
            return new Limits(calls, window, concurrentCalls, callsPerDay, tokenLife, exportBytesPerDay);
        }

        /** The same limits with another number of calls at a time. */
        public Limits withConcurrentCalls(int calls) {
            return new Limits(callsPerWindow, window, calls, callsPerDay, tokenLife, exportBytesPerDay);
        }

        /** The same limits with another number of calls a day. */
        public Limits withCallsPerDay(int calls) {
            return new Limits(callsPerWindow, window, concurrentCalls, calls, tokenLife, exportBytesPerDay);
        }

        /** The same limits with another life of tokens. */
        public Limits withTokenLife(Duration life) {
            return new Limits(callsPerWindow, window, concurrentCalls, callsPerDay, life, exportBytesPerDay);
        }

        /** The same limits with another volume of exports. */
        public Limits withExportBytesPerDay(long bytes) {
            return new Limits(callsPerWindow, window, concurrentCalls, callsPerDay, tokenLife, bytes);
        }

        CallLimits ofCalls() {
            return new CallLimits(callsPerWindow, window, concurrentCalls, callsPerDay);
        }

        ExportLimits ofExports() {
            return new ExportLimits(RUNNING_EXPORTS, QUEUED_EXPORTS, exportBytesPerDay);
        }
    }

    /** An emulator on a free port, with the documented limits, the standard fields and no latency. */
    public static EmulatorConfig defaults() {
        return new EmulatorConfig(
                0,
                "touchstone-demo",
                "touchstone-demo-secret",
                FieldCatalogue.standard(),
                Limits.documented(),
                new MovableClock(),
                Duration.ZERO);
    }

    /** The same set-up on another port. */
    public EmulatorConfig withPort(int other) {
        return new EmulatorConfig(other, clientId, clientSecret, fields, limits, clock, latency);
    }

    /** The same set-up with other credentials. */
    public EmulatorConfig withCredentials(String id, String secret) {
        return new EmulatorConfig(port, id, secret, fields, limits, clock, latency);
    }

    /** The same set-up with other fields. */
    public EmulatorConfig withFields(FieldCatalogue other) {
        return new EmulatorConfig(port, clientId, clientSecret, other, limits, clock, latency);
    }

    /** The same set-up with other limits. */
    public EmulatorConfig withLimits(Limits other) {
        return new EmulatorConfig(port, clientId, clientSecret, fields, other, clock, latency);
    }

    /** The same set-up with another latency. */
    public EmulatorConfig withLatency(Duration other) {
        return new EmulatorConfig(port, clientId, clientSecret, fields, limits, clock, other);
    }
}
