package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.touchpoint.collect.CollectorSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much one visitor, one IP address and one site may send. */
@ApplicationScoped
public class RateLimits {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final TokenBuckets visitors;
    private final TokenBuckets addresses;
    private final TokenBuckets sites;
    private final Clock clock;

    RateLimits(CollectorSettings settings, Clock clock) {
        this.visitors = new TokenBuckets(settings.rates().visitor());
        this.addresses = new TokenBuckets(settings.rates().address());
        this.sites = new TokenBuckets(settings.rates().site());
        this.clock = clock;
    }

    private record Taken(TokenBuckets buckets, String sender, int events) {}

    /**
     * Takes a batch from all limits, or from none.
     *
     * @param siteId whose pages sent it
     * @param clientAddress from where
     * @param eventsByVisitor how many events of whom
     * @throws HttpRefusal if it is too much
     */
    public void take(String siteId, String clientAddress, Map<String, Integer> eventsByVisitor) {
        int events =
                eventsByVisitor.values().stream().mapToInt(Integer::intValue).sum();
        List<Taken> wanted = new ArrayList<>();
        wanted.add(new Taken(addresses, network(clientAddress), events));
        wanted.add(new Taken(sites, siteId, events));
        eventsByVisitor.forEach((visitor, count) -> wanted.add(new Taken(visitors, siteId + ' ' + visitor, count)));

        long now = clock.millis();
        List<Taken> taken = new ArrayList<>();
        for (Taken want : wanted) {
            Duration wait = want.buckets().take(want.sender(), want.events(), now);
            if (!wait.isZero()) {
                taken.forEach(back -> back.buckets().giveBack(back.sender(), back.events()));
                throw HttpRefusal.forNow(
                        429, "RATE_LIMITED", "too many events; send them again later", wait.plusMillis(999));
            }
            taken.add(want);
        }
    }

    /** Of IPv6 the network, since one subscriber has all the addresses of it. */
    private static String network(String clientAddress) {
        Optional<InetAddress> address = AddressRange.address(clientAddress);
        return address.isPresent() && address.get() instanceof Inet6Address ipv6
                ? HexFormat.of().formatHex(Arrays.copyOf(ipv6.getAddress(), IPV6_NETWORK_BYTES))
                : clientAddress;
    }
}
