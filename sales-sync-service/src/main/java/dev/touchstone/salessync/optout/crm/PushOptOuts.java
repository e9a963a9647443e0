package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.Subject;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.QueryApi;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import dev.touchstone.salessync.salesforce.write.RowResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes opt-outs to every record in Salesforce of a person or with an address. It has its own tables, its own thread and the budget's
 * lane for opt-outs, so nothing else delays it; an opt-out that fails and may pass is repeated without end.
 */
@ApplicationScoped
public class PushOptOuts {
    private static final int SEARCHES = 100;
    private static final int PUSHES = 200;
    private static final SalesforceLane LANE = SalesforceLane.OPT_OUT;

    private final PushJournal journal;
    private final CrmSettings settings;
    private final ConnectedSalesforce salesforce;

    PushOptOuts(PushJournal journal, CrmSettings settings, ConnectedSalesforce salesforce) {
        this.journal = journal;
        this.settings = settings;
        this.salesforce = salesforce;
    }

    /** Writes what is due, until nothing is or Salesforce fails; nothing while it is not connected. */
    public void pushDue() {
        boolean more = true;
        while (more) {
            more = salesforce.principal().map(this::pushSome).orElse(false);
        }
    }

    /** Whether something was done, so that there may be more. */
    private boolean pushSome(OpenPrincipal principal) {
        boolean searched = search(principal);
        boolean pushed = push(principal);
        return searched || pushed;
    }

    private boolean search(OpenPrincipal principal) {
        List<SqlSearches.Search> searches = journal.takeSearches(SEARCHES);
        if (searches.isEmpty()) {
            return false;
        }
        try {
            List<SqlPushes.Target> targets = known(searches);
            targets.addAll(withAddresses(principal.org().queries(LANE), searches));
            journal.found(searches, targets);
            return true;
        } catch (SalesforceFailure failure) {
            salesforce.broken(principal, failure.error());
            int tries = searches.stream().mapToInt(SqlSearches.Search::tries).min().orElse(1);
            journal.searchAgain(searches, delay(tries));
            return false;
        }
    }

    /** The records of people; a lead that was converted is its contact. */
    private static List<SqlPushes.Target> known(List<SqlSearches.Search> searches) {
        List<SqlPushes.Target> targets = new ArrayList<>();
        for (SqlSearches.Search search : searches) {
            if (search.contactId().isPresent()) {
                targets.add(new SqlPushes.Target(search.contactId().get(), CrmObject.CONTACT, search.subject()));
            } else if (search.leadId().isPresent()) {
                targets.add(new SqlPushes.Target(search.leadId().get(), CrmObject.LEAD, search.subject()));
            }
        }
        return targets;
    }

    /** Every lead that is one still, and every contact, with one of the addresses. */
    private static List<SqlPushes.Target> withAddresses(QueryApi queries, List<SqlSearches.Search> searches) {
        Map<EmailAddress, Subject> wanted = new HashMap<>();
        searches.forEach(search -> search.address().ifPresent(address -> wanted.putIfAbsent(address, search.subject())));
        List<String> addresses = wanted.keySet().stream()
                .filter(EmailAddress::isWellFormed)
                .map(EmailAddress::value)
                .sorted()
                .toList();
        List<SqlPushes.Target> targets = new ArrayList<>();
        for (CrmObject object : CrmObject.values()) {
            Soql all = Soql.select(List.of("Id", "Email"), object.apiName());
            Soql live = object == CrmObject.LEAD ? all.where(Soql.is("IsConverted", false)) : all;
            for (Soql query : live.splitIn("Email", addresses)) {
                queries.pages(query, page -> page.records().forEach(record -> {
                    @Nullable Subject subject = wanted.get(new EmailAddress(record.text("Email")));
                    if (subject != null) {
                        targets.add(new SqlPushes.Target(record.id(), object, subject));
                    }
                }));
            }
        }
        return targets;
    }

    private boolean push(OpenPrincipal principal) {
        List<SqlPushes.Push> pushes = journal.takePushes(PUSHES);
        CrmOptOutSettings rules = settings.inForce().settings();
        boolean reached = !pushes.isEmpty();
        for (CrmObject object : CrmObject.values()) {
            List<SqlPushes.Push> some =
                    pushes.stream().filter(push -> push.object() == object).toList();
            if (!some.isEmpty()) {
                reached &= push(principal, object, some, rules);
            }
        }
        return reached;
    }

    /** Whether Salesforce answered. */
    private boolean push(
            OpenPrincipal principal, CrmObject object, List<SqlPushes.Push> pushes, CrmOptOutSettings rules) {
        Map<String, @Nullable Object> values = new HashMap<>();
        rules.writeFields().forEach(field -> values.put(field, true));
        List<RecordWrite> writes = pushes.stream()
                .map(push -> new RecordWrite(object.apiName(), push.salesforceId(), values))
                .toList();
        List<PushJournal.Answer> answers = new ArrayList<>();
        boolean reached = true;
        try {
            List<RowResult> results = principal.org().collections(LANE).update(writes);
            for (int i = 0; i < pushes.size(); i++) {
                answers.add(answer(pushes.get(i), PushRules.ofRow(results.get(i))));
            }
        } catch (SalesforceFailure failure) {
            reached = false;
            salesforce.broken(principal, failure.error());
            PushOutcome outcome = PushRules.ofCall(failure.error());
            pushes.forEach(push -> answers.add(answer(push, outcome)));
        }
        journal.answered(answers, rules.written());
        return reached;
    }

    private static PushJournal.Answer answer(SqlPushes.Push push, PushOutcome outcome) {
        return new PushJournal.Answer(push, outcome, delay(push.tries()));
    }

    private static Duration delay(int tries) {
        return LANE.retry().delay(tries, ThreadLocalRandom.current().nextDouble(), Optional.empty());
    }
}
