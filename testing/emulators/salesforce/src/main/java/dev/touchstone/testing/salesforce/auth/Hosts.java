package dev.touchstone.testing.salesforce.auth;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of the organisation, all without path: the server where anybody logs in, and the instances, one of which is
 * home to the organisation at a time. Its address stands for My Domain. Thread-safe.
 */
public final class Hosts {
    /** The audience of a production organisation. */
    private static final String PRODUCTION = "https://login.salesforce.com";

    private final URI login;
    private final List<URI> instances;
    private final AtomicInteger home = new AtomicInteger();

    public Hosts(URI login, List<URI> instances) {
        this.login = login;
        this.instances = List.copyOf(instances);
    }

    /** The server where anybody logs in. */
    public URI login() {
        return login;
    }

    /** The instance where the organisation lives now. */
    public URI instance() {
        return instances.get(home.get());
    }

    /** Moves the organisation to the next instance. */
    public void move() {
        home.updateAndGet(before -> (before + 1) % instances.size());
    }

    /** Moves the organisation back to the first instance. */
    public void moveBack() {
        home.set(0);
    }

    /** What an assertion may name as its audience. */
    Set<String> audiences() {
        return Stream.concat(
                        Stream.of(PRODUCTION, login.toString()),
                        instances.stream().map(URI::toString))
                .collect(Collectors.toUnmodifiableSet());
    }
}
