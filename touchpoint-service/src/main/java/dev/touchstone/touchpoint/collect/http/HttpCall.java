package dev.touchstone.touchpoint.collect.http;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read entirely.
 *
 * @param scheme {@code http} or {@code https}, as the client used it
 * @param authority host and port, as the client used them
 * @param path without the query
 * @param body as it was sent, unpacked
 * @param clientAddress the IP address of who asks; never stored and never logged
 * @param header the first header of a name, without regard to case
 */
public record HttpCall(
        String scheme,
        String authority,
        String path,
        Body body,
        String clientAddress,
        Function<String, @Nullable String> header) {
    /**
     * What was sent.
     *
     * @param bytes of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares bodies.
    public record Body(byte[] bytes) {}

    /** The same with another body. */
    HttpCall with(Body other) {
        return new HttpCall(scheme, authority, path, other, clientAddress, header);
    }

    /** A header; empty if it was not sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(header.apply(name));
    }
}
