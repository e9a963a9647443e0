package dev.touchstone.commandline.endpoint;

/**
 * Where the three services answer.
 *
 * @param touchpoint touchpoint-service
 * @param mapping mapping-service
 * @param salesSync sales-sync-service
 */
public record Endpoints(Address touchpoint, Address mapping, Address salesSync) {
    /** The ports of a suite that was started without options. */
    public static final Endpoints DEFAULT = new Endpoints(
            new Address("localhost", 8411), new Address("localhost", 8412), new Address("localhost", 8413));

    /** The management ports of a suite that was started without options. */
    public static final Endpoints DEFAULT_MANAGEMENT = new Endpoints(
            new Address("localhost", 9411), new Address("localhost", 9412), new Address("localhost", 9413));
}
