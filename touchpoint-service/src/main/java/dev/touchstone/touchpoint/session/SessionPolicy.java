package dev.touchstone.touchpoint.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The numbers and names by which sessions are cut.
 *
 * @param inactivity a pause longer than this ends a session
 * @param siteDomains registered domains, lower case, without {@code www.}; a domain stands for its subdomains, and pages of
 *     all of them are pages of the organisation, so that coming from one to another is no arrival
 */
public record SessionPolicy(Duration inactivity, Set<String> siteDomains) {
    public SessionPolicy {
        if (inactivity.isNegative() || inactivity.isZero()) {
            throw new IllegalArgumentException("the inactivity that ends a session is above zero, not " + inactivity);
        }
        siteDomains = siteDomains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                // Hosts are compared without it, too.
                .map(domain -> domain.startsWith("www.") ? domain.substring("www.".length()) : domain)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if a referrer is a page of the same organisation as the page it led to. */
    public boolean isInternal(PageUrl referrer, PageUrl page) {
        String from = referrer.bareHost();
        String to = page.bareHost();
        return isWithin(from, to) || isWithin(to, from) || (isRegistered(from) && isRegistered(to));
    }

    private boolean isRegistered(String host) {
        return siteDomains.stream().anyMatch(domain -> isWithin(host, domain));
    }

    private static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
