package dev.touchstone.salessync.optout.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * How the check works, as an administrator sets it. Equal settings are equal values: domains are sorted and each is there once. Pure.
 *
 * @param enabled whether Marketo is looked at
 * @param mode where
 * @param blockedDomains nothing is sent to these and their subdomains; lower case
 * @param staleAllowed whether a one-to-one send is allowed while Marketo cannot be asked, if the mirror is younger than 24 hours
 *     and says subscribed
 */
public record CheckSettings(boolean enabled, CheckMode mode, List<String> blockedDomains, boolean staleAllowed) {
    /** Domains at most. */
    public static final int MAX_DOMAINS = 1_000;

    public CheckSettings {
        blockedDomains = sorted(blockedDomains);
    }

    private static List<String> sorted(Collection<String> domains) {
        return List.copyOf(new TreeSet<>(domains));
    }

    /** Whether nothing is sent to this domain. */
    boolean blocks(String domain) {
        return blockedDomains.stream().anyMatch(blocked -> domain.equals(blocked) || domain.endsWith("." + blocked));
    }
}
