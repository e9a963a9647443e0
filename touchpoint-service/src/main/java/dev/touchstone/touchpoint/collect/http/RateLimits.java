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

    private record Taken(TokenBuckets buckets, String sender, int events) {
        void giveBack() {
            buckets.giveBack(sender, events);
        }
    }

    /** What a request has taken. */
    public static final class Tokens {
        private final List<Taken> taken = new ArrayList<>();

        private Tokens() {}

        /** Gives all of it back, because the request is refused after all and will be sent again. */
        public void giveBack() {
            taken.forEach(Taken::giveBack);
            taken.clear();
        }
    }

    /**
     * Takes a batch from all limits, or from none.
     *
     * @param siteId whose pages sent it
     * @param clientAddress from where
     * @param eventsByVisitor how many events of whom
     * @throws HttpRefusal if it is too much
     */
    public Tokens take(String siteId, String clientAddress, Map<String, Integer> eventsByVisitor) {
        Tokens tokens = takeOfAddress(clientAddress, sum(eventsByVisitor));
        takeOfSite(siteId, eventsByVisitor, tokens);
        return tokens;
    }

    /**
     * Takes a batch from the limit of an address alone, before anything of it is read.
     *
     * @param events how many may be in it
     * @throws HttpRefusal if it is too much
     */
    public Tokens takeOfAddress(String clientAddress, int events) {
        Tokens tokens = new Tokens();
        take(tokens, new Taken(addresses, network(clientAddress), events));
        return tokens;
    }

    /**
     * Takes a batch from the limits of a site and its visitors, too.
     *
     * @param tokens what the batch has taken; all of it is given back if it is too much
     * @throws HttpRefusal if it is too much
     */
    public void takeOfSite(String siteId, Map<String, Integer> eventsByVisitor, Tokens tokens) {
        take(tokens, new Taken(sites, siteId, sum(eventsByVisitor)));
        eventsByVisitor.forEach((visitor, count) -> take(tokens, new Taken(visitors, siteId + ' ' + visitor, count)));
    }

    private void take(Tokens tokens, Taken want) {
        Duration wait = want.buckets().take(want.sender(), want.events(), clock.millis());
        if (!wait.isZero()) {
            tokens.giveBack();
            throw HttpRefusal.forNow(
                    429, "RATE_LIMITED", "too many events; send them again later", wait.plusMillis(999));
        }
        tokens.taken.add(want);
    }

    private static int sum(Map<String, Integer> eventsByVisitor) {
        return eventsByVisitor.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of IPv6 the network, since one subscriber has all the addresses of it. */
    private static String network(String clientAddress) {
        Optional<InetAddress> address = AddressRange.address(clientAddress);
        return address.isPresent() && address.get() instanceof Inet6Address ipv6
                ? HexFormat.of().formatHex(Arrays.copyOf(ipv6.getAddress(), IPV6_NETWORK_BYTES))
                : clientAddress;
    }
}
