package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.FieldPlan;
import dev.touchstone.salessync.crm.fact.RecordsRead.ReadingTime;
import dev.touchstone.salessync.crm.read.ReadTurn.Work;
import dev.touchstone.salessync.salesforce.query.QueryApi;
import dev.touchstone.salessync.salesforce.query.QueryPage;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads records by their ids, those first that are to be looked at for the longest time. */
@ApplicationScoped
class LookAtRecords {
    /** So many ids fit into the address of a query with the names of all fields. */
    static final int BATCH = 250;

    private final SqlRecordStore records;
    private final DescribeObjects descriptions;
    private final TellRecords tell;
    private final ReadPolicy policy;
    private final Clock clock;

    LookAtRecords(
            SqlRecordStore records, DescribeObjects descriptions, TellRecords tell, ReadPolicy policy, Clock clock) {
        this.records = records;
        this.descriptions = descriptions;
        this.tell = tell;
        this.policy = policy;
        this.clock = clock;
    }

    /** The objects of which records are to be looked at. */
    List<CrmObject> due() {
        return records.objectsDue();
    }

    /**
     * Looks at records of an object.
     *
     * @return true if there were so many that there may be more
     */
    boolean step(ReadTurn turn, ObjectState state) {
        CrmObject object = state.object();
        List<SqlRecordStore.Due> due = records.due(object, BATCH);
        if (due.isEmpty()) {
            return false;
        }
        FieldPlan plan = descriptions.plan(turn, object);
        Soql all = Soql.select(plan.asked(), object.apiName());
        List<SalesforceRecord> found = new ArrayList<>();
        Instant begun = clock.instant().plus(turn.clockOffset()).truncatedTo(ChronoUnit.SECONDS);
        for (Soql query :
                all.splitIn("Id", due.stream().map(SqlRecordStore.Due::id).toList())) {
            read(turn.org().queries(ReadTurn.LANE), query, found);
        }
        ReadingTime time = new ReadingTime(begun, turn.clockOffset());
        tell.tell(turn, new TellRecords.Part(state, plan, found, due, time, true), store -> {});
        boolean isFull = due.size() == BATCH;
        if (!isFull) {
            turn.again(Work.LOOK, object, clock.instant(), policy.looks());
        }
        return isFull;
    }

    private static void read(QueryApi queries, Soql query, List<SalesforceRecord> found) {
        QueryPage page = queries.firstWithDeleted(query);
        found.addAll(page.records());
        while (page.hasNext()) {
            page = queries.next(page);
            found.addAll(page.records());
        }
    }
}
