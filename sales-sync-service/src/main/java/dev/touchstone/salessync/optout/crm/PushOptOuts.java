package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.QueryApi;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.salesforce.write.CollectionsApi;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import dev.touchstone.salessync.salesforce.write.RowResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes opt-outs to every record in Salesforce of a person or with an address. It has its own tables, its own thread and the budget's
 * lane for opt-outs, so nothing else delays it; an opt-out that fails and may pass is repeated without end. A record is read before it
 * is written, so that one that says out already, because of an answer that was lost or of somebody there, is not written.
 */
@ApplicationScoped
public class PushOptOuts {
    private static final int SEARCHES = 100;
    private static final int PUSHES = CollectionsApi.MAX_ROWS;
    private static final SalesforceLane LANE = SalesforceLane.OPT_OUT;

    private final PushJournal journal;
    private final ChangeCrmSettings settings;
    private final ConnectedSalesforce salesforce;
    private final RandomGenerator random;

    PushOptOuts(
            PushJournal journal, ChangeCrmSettings settings, ConnectedSalesforce salesforce, RandomGenerator random) {
        this.journal = journal;
        this.settings = settings;
        this.salesforce = salesforce;
        this.random = random;
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
            int tries =
                    searches.stream().mapToInt(SqlSearches.Search::tries).min().orElse(1);
            journal.searchAgain(searches, delay(tries));
            return false;
        }
    }

    /** The records of people; a lead that was converted is its contact. */
    private static List<SqlPushes.Target> known(List<SqlSearches.Search> searches) {
        List<SqlPushes.Target> targets = new ArrayList<>();
        for (SqlSearches.Search search : searches) {
            if (search.contactId().isPresent()) {
                targets.add(target(search.contactId().get(), CrmObject.CONTACT, search));
            } else if (search.leadId().isPresent()) {
                targets.add(target(search.leadId().get(), CrmObject.LEAD, search));
            }
        }
        return targets;
    }

    private static SqlPushes.Target target(String id, CrmObject object, SqlSearches.Search search) {
        return new SqlPushes.Target(id, object, search.subject(), search.background());
    }

    /** Every lead that is one still, and every contact, with one of the addresses. */
    private static List<SqlPushes.Target> withAddresses(QueryApi queries, List<SqlSearches.Search> searches) {
        Map<EmailAddress, SqlSearches.Search> wanted = new HashMap<>();
        searches.forEach(search -> search.address()
                .filter(EmailAddress::isWellFormed)
                .ifPresent(address -> wanted.merge(address, search, (one, other) -> one.background() ? other : one)));
        List<String> addresses =
                wanted.keySet().stream().map(EmailAddress::value).sorted().toList();
        List<SqlPushes.Target> targets = new ArrayList<>();
        for (CrmObject object : CrmObject.values()) {
            Soql all = Soql.select(List.of("Id", "Email"), object.apiName());
            Soql live = object == CrmObject.LEAD ? all.where(Soql.is("IsConverted", false)) : all;
            for (Soql query : live.splitIn("Email", addresses)) {
                queries.pages(
                        query,
                        page -> page.records().forEach(record -> {
                            SqlSearches.@Nullable Search search = wanted.get(new EmailAddress(record.text("Email")));
                            if (search != null) {
                                targets.add(target(record.id(), object, search));
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

    /** Whether Salesforce answered. What it answered before it failed is kept. */
    private boolean push(
            OpenPrincipal principal, CrmObject object, List<SqlPushes.Push> pushes, CrmOptOutSettings rules) {
        List<PushJournal.Answer> answers = new ArrayList<>();
        List<SqlPushes.Push> unanswered = new ArrayList<>(pushes);
        boolean reached = true;
        try {
            CollectionsApi records = principal.org().collections(LANE);
            readThenWrite(records, object, unanswered, rules, answers);
        } catch (SalesforceFailure failure) {
            reached = false;
            salesforce.broken(principal, failure.error());
            PushOutcome outcome = PushRules.ofCall(failure.error());
            unanswered.forEach(push -> answers.add(answer(push, outcome)));
        }
        journal.answered(answers, rules.readsWhatIsWritten());
        return reached;
    }

    /** Moves what is answered from one list to the other. */
    private void readThenWrite(
            CollectionsApi api,
            CrmObject object,
            List<SqlPushes.Push> unanswered,
            CrmOptOutSettings rules,
            List<PushJournal.Answer> answers) {
        List<SqlPushes.Push> pushes = List.copyOf(unanswered);
        List<Optional<SalesforceRecord>> seen = api.retrieve(
                object.apiName(),
                pushes.stream().map(SqlPushes.Push::salesforceId).toList(),
                PushRules.fields(object, rules));
        unanswered.clear();
        for (int i = 0; i < pushes.size(); i++) {
            SqlPushes.Push push = pushes.get(i);
            PushRules.ofRecord(seen.get(i), rules)
                    .ifPresentOrElse(outcome -> answers.add(answer(push, outcome)), () -> unanswered.add(push));
        }
        if (unanswered.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        rules.writeFields().forEach(field -> values.put(field, true));
        List<RowResult> results = api.update(unanswered.stream()
                .map(push -> new RecordWrite(object.apiName(), push.salesforceId(), values))
                .toList());
        for (int i = 0; i < results.size(); i++) {
            answers.add(answer(unanswered.get(i), PushRules.ofRow(results.get(i))));
        }
        unanswered.clear();
    }

    private PushJournal.Answer answer(SqlPushes.Push push, PushOutcome outcome) {
        return new PushJournal.Answer(push, outcome, delay(push.tries()));
    }

    private Duration delay(int tries) {
        return LANE.retry().delay(tries - 1, random.nextDouble(), Optional.empty());
    }
}
