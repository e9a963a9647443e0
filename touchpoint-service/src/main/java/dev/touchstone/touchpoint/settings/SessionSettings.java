package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.generate.Surfacing;
import dev.touchstone.touchpoint.session.SessionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers and names by which sessions are cut and touchpoints surface, as an operator sets them. Equal settings are equal
 * values: hosts are sorted and each is there once.
 *
 * @param inactivity a pause longer than this ends a session; whole seconds
 * @param carryover a direct return within this time after a session carries its channel over; zero for never; whole seconds
 * @param signInHosts identity providers, lower case, without {@code www.}
 * @param paymentHosts payment providers, likewise
 * @param surfacing which touchpoints surface
 * @param zone the organisation's time zone, in which days of campaigns and rules are days
 * @param mappedParameters names of the query parameters of landing pages that channel rules may test, lower case
 */
public record SessionSettings(
        Duration inactivity,
        Duration carryover,
        List<String> signInHosts,
        List<String> paymentHosts,
        Surfacing surfacing,
        ZoneId zone,
        List<String> mappedParameters) {
    public SessionSettings {
        signInHosts = sorted(signInHosts);
        paymentHosts = sorted(paymentHosts);
        mappedParameters = sorted(mappedParameters);
    }

    private static List<String> sorted(Collection<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    /** How sessions are cut by these settings and registered domains. */
    SessionPolicy sessionPolicy(Set<String> siteDomains) {
        return new SessionPolicy(
                inactivity,
                carryover,
                Set.copyOf(signInHosts),
                Set.copyOf(paymentHosts),
                siteDomains,
                Set.copyOf(mappedParameters));
    }
}
