package dev.touchstone.touchpoint.account;

import dev.touchstone.touchpoint.accountmatch.AccountFacts;
import dev.touchstone.touchpoint.accountmatch.AccountMatch;
import dev.touchstone.touchpoint.accountmatch.AccountMatcher;
import dev.touchstone.touchpoint.accountmatch.Domains;
import dev.touchstone.touchpoint.accountmatch.LeadFacts;
import dev.touchstone.touchpoint.accountmatch.PeopleOfAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Matches leads with accounts from the facts as they stand. First by what accounts and their contacts tell; whoever is left then
 * by the leads at the same domains, which have to be matched themselves before.
 */
@ApplicationScoped
class MatchAccounts {
    /** Leads whose candidates are looked for by one query. */
    private static final int PORTION = 1_000;

    private final AccountMatchStore store;
    private final Domains domains;

    MatchAccounts(AccountMatchStore store, Domains domains) {
        this.store = store;
        this.domains = domains;
    }

    /** The matches by the ids of the records; without those of which nothing is stored. */
    @Transactional
    Map<String, AccountMatch> match(List<String> crmPersonIds) {
        Map<String, LeadFacts> leads = new HashMap<>();
        for (AccountMatchStore.Person person : store.people(crmPersonIds)) {
            leads.put(
                    person.crmPersonId(),
                    LeadFacts.of(domains, person.accountId(), person.website(), person.email(), person.company()));
        }
        Map<LeadFacts, AccountMatch> matches = matchAll(new HashSet<>(leads.values()));
        return leads.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, lead -> matches.getOrDefault(lead.getValue(), AccountMatch.NONE)));
    }

    private Map<LeadFacts, AccountMatch> matchAll(Set<LeadFacts> leads) {
        Candidates candidates = candidates(leads);
        Map<LeadFacts, AccountMatch> matches = match(candidates.matcher(List.of()), leads);
        Set<LeadFacts> left = matches.entrySet().stream()
                .filter(match -> match.getValue().equals(AccountMatch.NONE))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!left.isEmpty()) {
            matches.putAll(match(candidates.matcher(leadsOfAccounts(left)), left));
        }
        return matches;
    }

    /** The leads at the domains of some others that belong to accounts, by what accounts and contacts tell. */
    private Collection<PeopleOfAccount> leadsOfAccounts(Set<LeadFacts> others) {
        Map<LeadFacts, Long> peers = new HashMap<>();
        for (AccountMatchStore.Leads some : store.leads(wanted(others))) {
            LeadFacts lead = LeadFacts.of(domains, null, some.website(), some.emailHost(), some.company());
            if (lead.emailDomain() != null) {
                peers.merge(lead, some.people(), Long::sum);
            }
        }
        List<PeopleOfAccount> people = new ArrayList<>();
        List<LeadFacts> all = List.copyOf(peers.keySet());
        for (int from = 0; from < all.size(); from += PORTION) {
            List<LeadFacts> portion = all.subList(from, Math.min(all.size(), from + PORTION));
            match(candidates(portion).matcher(List.of()), portion).forEach((lead, match) -> {
                String domain = lead.emailDomain();
                if (domain != null && match.method() != null) {
                    people.add(new PeopleOfAccount(match.accountId(), domain, peers.getOrDefault(lead, 0L)));
                }
            });
        }
        return people;
    }

    private static Map<LeadFacts, AccountMatch> match(AccountMatcher matcher, Collection<LeadFacts> leads) {
        return leads.stream().collect(Collectors.toMap(Function.identity(), matcher::match));
    }

    private record Candidates(Domains domains, List<AccountFacts> accounts, List<PeopleOfAccount> contacts) {
        AccountMatcher matcher(Collection<PeopleOfAccount> leads) {
            return new AccountMatcher(domains, accounts, contacts, leads);
        }
    }

    private Candidates candidates(Collection<LeadFacts> leads) {
        AccountMatchStore.Wanted wanted = wanted(leads);
        List<AccountFacts> accounts = store.accounts(wanted).stream()
                .map(account -> AccountFacts.of(domains, account.accountId(), account.name(), account.website()))
                .toList();
        List<PeopleOfAccount> contacts = store.contacts(wanted).stream()
                .flatMap(some -> domains
                        .ofEmail(some.emailHost())
                        .map(domain -> new PeopleOfAccount(some.accountId(), domain, some.people()))
                        .stream())
                .toList();
        return new Candidates(domains, accounts, contacts);
    }

    private AccountMatchStore.Wanted wanted(Collection<LeadFacts> leads) {
        Set<String> wanted = leads.stream()
                .flatMap(lead -> Stream.ofNullable(lead.websiteDomain()))
                .collect(Collectors.toSet());
        leads.stream().flatMap(lead -> Stream.ofNullable(lead.emailDomain())).forEach(wanted::add);
        return new AccountMatchStore.Wanted(
                wanted,
                wanted.stream().flatMap(domain -> domains.own(domain).stream()).collect(Collectors.toSet()),
                texts(leads, LeadFacts::company),
                texts(leads, LeadFacts::companyInDomain));
    }

    private static Set<String> texts(Collection<LeadFacts> leads, Function<LeadFacts, String> text) {
        return leads.stream().map(text).filter(value -> !value.isEmpty()).collect(Collectors.toSet());
    }
}
