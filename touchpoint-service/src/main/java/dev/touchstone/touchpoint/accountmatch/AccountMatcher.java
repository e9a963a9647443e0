package dev.touchstone.touchpoint.accountmatch;

import dev.touchstone.touchpoint.accountmatch.DomainIndex.Hit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches leads with accounts. Two domains are equal if they are the same or one is below the other. The answer does not
 * depend on the order in which anything is given.
 *
 * <p><b>Source:</b> requirement, section 5.3.
 */
public final class AccountMatcher {
    /** The account with the most matching people, then with the smallest id; by the longest value, then the first. */
    private static final Comparator<Hit> BEST_FIRST = Comparator.comparingLong(Hit::people)
            .reversed()
            .thenComparing(Hit::accountId)
            .thenComparing(hit -> hit.value().length(), Comparator.reverseOrder())
            .thenComparing(Hit::value);

    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, Set<String>> byNameInDomain = new HashMap<>();
    private final DomainIndex accounts;
    private final DomainIndex contacts;
    private final DomainIndex leads;

    /**
     * A matcher over all that may match the leads it is asked for.
     *
     * @param accounts each once
     * @param contacts of accounts, each account and domain once
     * @param leads that belong to accounts by a method that looks at no other leads; each account and domain once
     */
    public AccountMatcher(
            Domains domains,
            Collection<AccountFacts> accounts,
            Collection<PeopleOfAccount> contacts,
            Collection<PeopleOfAccount> leads) {
        this.accounts = new DomainIndex(domains);
        this.contacts = index(domains, contacts);
        this.leads = index(domains, leads);
        for (AccountFacts account : accounts) {
            add(byName, account.name(), account.accountId());
            String domain = account.domain();
            if (domain != null) {
                this.accounts.add(account.accountId(), domain, 0);
                add(byNameInDomain, domains.name(domain), account.accountId());
            }
        }
    }

    /** The account of a lead, by the first method that gives one. */
    public AccountMatch match(LeadFacts lead) {
        for (MatchMethod method : MatchMethod.values()) {
            List<Hit> hits = hits(method, lead);
            if (!hits.isEmpty()) {
                return best(method, hits);
            }
        }
        return AccountMatch.NONE;
    }

    private List<Hit> hits(MatchMethod method, LeadFacts lead) {
        return switch (method) {
            case CONTACT -> {
                String accountId = lead.accountId();
                yield accountId == null ? List.of() : List.of(new Hit(accountId, "", 0));
            }
            case WEBSITE -> byDomain(accounts, lead.websiteDomain());
            case EMAIL_DOMAIN -> byDomain(accounts, lead.emailDomain());
            case COMPANY -> byText(byName, lead.company());
            case COMPANY_DOMAIN -> byText(byNameInDomain, lead.companyInDomain());
            case WEBSITE_OF_CONTACTS -> byDomain(contacts, lead.websiteDomain());
            case EMAIL_DOMAIN_OF_CONTACTS -> byDomain(contacts, lead.emailDomain());
            case WEBSITE_OF_LEADS -> byDomain(leads, lead.websiteDomain());
            case EMAIL_DOMAIN_OF_LEADS -> byDomain(leads, lead.emailDomain());
        };
    }

    private static List<Hit> byDomain(DomainIndex index, @Nullable String domain) {
        return domain == null ? List.of() : index.find(domain);
    }

    private static List<Hit> byText(Map<String, Set<String>> accounts, String text) {
        return accounts.getOrDefault(text, Set.of()).stream()
                .map(accountId -> new Hit(accountId, text, 0))
                .toList();
    }

    private static AccountMatch best(MatchMethod method, List<Hit> hits) {
        Map<Hit, Long> people = new HashMap<>();
        for (Hit hit : hits) {
            people.merge(new Hit(hit.accountId(), hit.value(), 0), hit.people(), Long::sum);
        }
        Hit best = people.entrySet().stream()
                .map(entry -> new Hit(entry.getKey().accountId(), entry.getKey().value(), entry.getValue()))
                .min(BEST_FIRST)
                .orElseThrow();
        int candidates = (int) hits.stream().map(Hit::accountId).distinct().count();
        return new AccountMatch(method, best.accountId(), best.value(), candidates, best.people());
    }

    private static void add(Map<String, Set<String>> index, String text, String accountId) {
        if (!text.isEmpty()) {
            index.computeIfAbsent(text, any -> new HashSet<>()).add(accountId);
        }
    }

    private static DomainIndex index(Domains domains, Collection<PeopleOfAccount> people) {
        DomainIndex index = new DomainIndex(domains);
        people.forEach(some -> index.add(some.accountId(), some.domain(), some.people()));
        return index;
    }
}
