package dev.touchstone.touchpoint.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The numbers and names by which sessions are cut.
 *
 * @param inactivity a pause longer than this ends a session
 * @param carryover a direct return within this time after a session carries its channel over; zero switches it off
 * @param signInHosts identity providers, lower case: coming back from them is no arrival while carry-over is on
 * @param paymentHosts payment providers, lower case: coming back from them is no arrival
 * @param siteDomains registered domains, lower case, without {@code www.}; a domain stands for its subdomains, and pages of
 *     all of them are pages of the organisation, so that coming from one to another is no arrival
 * @param mappedParameters names of the query parameters of landing pages that channel rules may test, lower case
 */
public record SessionPolicy(
        Duration inactivity,
        Duration carryover,
        Set<String> signInHosts,
        Set<String> paymentHosts,
        Set<String> siteDomains,
        Set<String> mappedParameters) {
    public SessionPolicy {
        if (inactivity.isNegative() || inactivity.isZero()) {
            throw new IllegalArgumentException("the inactivity that ends a session is above zero, not " + inactivity);
        }
        if (carryover.isNegative()) {
            throw new IllegalArgumentException("the time of carry-over is not negative, but " + carryover);
        }
        signInHosts = bareHosts(signInHosts);
        paymentHosts = bareHosts(paymentHosts);
        siteDomains = bareHosts(siteDomains);
        mappedParameters = Set.copyOf(mappedParameters);
    }

    /** Without parameters that rules may test. */
    public SessionPolicy(
            Duration inactivity,
            Duration carryover,
            Set<String> signInHosts,
            Set<String> paymentHosts,
            Set<String> siteDomains) {
        this(inactivity, carryover, signInHosts, paymentHosts, siteDomains, Set.of());
    }

    /** Without carry-over and providers. */
    public SessionPolicy(Duration inactivity, Set<String> siteDomains) {
        this(inactivity, Duration.ZERO, Set.of(), Set.of(), siteDomains);
    }

    /** Hosts are compared in lower case and without {@code www.}. */
    private static Set<String> bareHosts(Set<String> hosts) {
        return hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .map(host -> host.startsWith("www.") ? host.substring("www.".length()) : host)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if sessions can carry a channel over. */
    public boolean carriesOver() {
        return !carryover.isZero();
    }

    /**
     * True if a referrer can be a source: it is no page of the same organisation, and no page of a provider that the visitor
     * only went through to pay, or, while channels are carried over, to sign in.
     */
    public boolean isExternal(PageUrl referrer, PageUrl page) {
        if (referrer.host().equals(page.host()) || isInternal(referrer, page)) {
            return false;
        }
        String from = referrer.bareHost();
        return !isWithinAny(from, paymentHosts) && !(carriesOver() && isWithinAny(from, signInHosts));
    }

    /**
     * True if a referrer is a page of the same organisation as the page it led to. What the organisation has registered is its
     * own and nothing else is: {@code acme.github.io} has nothing to do with {@code github.io}. A page on no registered domain
     * is taken to belong to whoever has the domain above or below it.
     */
    public boolean isInternal(PageUrl referrer, PageUrl page) {
        String from = referrer.bareHost();
        String to = page.bareHost();
        if (isWithinAny(to, siteDomains)) {
            return from.equals(to) || isWithinAny(from, siteDomains);
        }
        return isWithin(from, to) || isWithin(to, from);
    }

    /** Looks at the host and every domain above it, so that it costs the same for one domain and for thousands. */
    private static boolean isWithinAny(String host, Set<String> domains) {
        String domain = host;
        while (!domains.isEmpty()) {
            if (domains.contains(domain)) {
                return true;
            }
            int dot = domain.indexOf('.');
            if (dot < 0) {
                return false;
            }
            domain = domain.substring(dot + 1);
        }
        return false;
    }

    private static boolean isWithin(String host, String domain) {
        int above = host.length() - domain.length();
        return host.endsWith(domain) && (above == 0 || host.charAt(above - 1) == '.');
    }
}
