package dev.touchstone.touchpoint.accountmatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds accounts by a domain that is one of theirs, below one of theirs, or above one. */
final class DomainIndex {
    private final Domains domains;
    private final Map<String, List<Hit>> at = new HashMap<>();
    private final Map<String, List<Hit>> atOrBelow = new HashMap<>();

    DomainIndex(Domains domains) {
        this.domains = domains;
    }

    /**
     * An account that was found.
     *
     * @param accountId the account
     * @param value what is equal on both sides
     * @param people how many people speak for it; 0 if it is the account itself
     */
    record Hit(String accountId, String value, long people) {}

    void add(String accountId, String domain, long people) {
        at.computeIfAbsent(domain, any -> new ArrayList<>()).add(new Hit(accountId, domain, people));
        for (String above : domains.own(domain)) {
            atOrBelow.computeIfAbsent(above, any -> new ArrayList<>()).add(new Hit(accountId, above, people));
        }
    }

    /** The accounts; what is equal is the shorter of two domains. */
    List<Hit> find(String domain) {
        List<Hit> hits = new ArrayList<>(atOrBelow.getOrDefault(domain, List.of()));
        for (String above : domains.own(domain)) {
            if (!above.equals(domain)) {
                hits.addAll(at.getOrDefault(above, List.of()));
            }
        }
        return hits;
    }
}
