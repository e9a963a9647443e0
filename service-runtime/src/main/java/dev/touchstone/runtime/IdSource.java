package dev.touchstone.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes ids for what is not derived from anything: requests, runs, queue marks, incidents.
 *
 * <p><b>Shape:</b> UUID version 7 (RFC 9562): ids made later sort later, to the millisecond; ids of one millisecond are in
 * no order.
 */
@ApplicationScoped
public class IdSource {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    IdSource(Clock clock) {
        this.clock = clock;
    }

    /** A new id. */
    public UUID next() {
        long high = (clock.millis() << 16) | VERSION_7 | random.nextInt(0x1000);
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }

    /** When an id was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
