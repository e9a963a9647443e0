package dev.touchstone.testing.salesforce;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.rest.RequestLimits;
import java.time.Duration;

/**
 * How the emulator is set up. From the start there are a connected app and a user for whom it may work with client credentials.
 *
 * @param ports where it listens
 * @param limits how much may be asked
 * @param sessionLife how long a session lives that is not used
 * @param latency how long every call takes, beside its own work
 * @param clock the organisation's time
 */
public record EmulatorConfig(
        Ports ports, RequestLimits limits, Duration sessionLife, Duration latency, MovableClock clock) {
    /** Consumer key of the connected app that is there from the start. */
    public static final String CONSUMER_KEY = "touchstone-demo";

    /** Its consumer secret. */
    public static final String CONSUMER_SECRET = "touchstone-demo-secret";

    /** Its name, as limits show it. */
    public static final String APP_NAME = "touchstone";

    /** Where it may be sent codes. */
    public static final String CALLBACK = "http://localhost:8080/oauth/callback";

    /** The user who is there from the start. */
    public static final String USERNAME = "integration@touchstone.example";

    /** Password of all users. */
    public static final String PASSWORD = "demo-password";

    /** Security token of all users, which follows the password in a login by SOAP. */
    public static final String SECURITY_TOKEN = "demo-token";

    /**
     * Ports on the loopback address; 0 takes a free one.
     *
     * @param login where anybody logs in
     * @param instance the instance where the organisation lives, which is its My Domain too
     * @param secondInstance the instance to which it can move
     * @param pubSub the Pub/Sub API
     */
    public record Ports(int login, int instance, int secondInstance, int pubSub) {
        /** Free ports. */
        public static Ports free() {
            return new Ports(0, 0, 0, 0);
        }
    }

    /** An emulator on free ports, with the limits of an Enterprise Edition, sessions of two hours and no latency. */
    public static EmulatorConfig defaults() {
        return new EmulatorConfig(
                Ports.free(), RequestLimits.enterprise(), Duration.ofHours(2), Duration.ZERO, new MovableClock());
    }

    /** The same set-up on other ports. */
    public EmulatorConfig withPorts(Ports other) {
        return new EmulatorConfig(other, limits, sessionLife, latency, clock);
    }

    /** The same set-up with other limits. */
    public EmulatorConfig withLimits(RequestLimits other) {
        return new EmulatorConfig(ports, other, sessionLife, latency, clock);
    }

    /** The same set-up with another life of sessions. */
    public EmulatorConfig withSessionLife(Duration other) {
        return new EmulatorConfig(ports, limits, other, latency, clock);
    }

    /** The same set-up with another latency. */
    public EmulatorConfig withLatency(Duration other) {
        return new EmulatorConfig(ports, limits, sessionLife, other, clock);
    }
}
