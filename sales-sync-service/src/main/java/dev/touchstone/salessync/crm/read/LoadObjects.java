package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.FieldPlan;
import dev.touchstone.salessync.crm.fact.RecordsRead.ReadingTime;
import dev.touchstone.salessync.crm.read.ReadTurn.Work;
import dev.touchstone.salessync.salesforce.bulk.BulkPage;
import dev.touchstone.salessync.salesforce.bulk.BulkQueryApi;
import dev.touchstone.salessync.salesforce.bulk.BulkQueryJob;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.query.Soql;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Reads all records of an object by a job. Its id and the place in its result are stored, so that another process goes on there; a job
 * that failed, or whose result is not kept any more, is made again.
 */
@ApplicationScoped
class LoadObjects {
    private final DescribeObjects descriptions;
    private final TellRecords tell;
    private final ReadJournal journal;
    private final ReadPolicy policy;
    private final Clock clock;

    LoadObjects(DescribeObjects descriptions, TellRecords tell, ReadJournal journal, ReadPolicy policy, Clock clock) {
        this.descriptions = descriptions;
        this.tell = tell;
        this.journal = journal;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Goes on with an object of which not everything was read.
     *
     * @return true if a part was read, so that the next is there
     */
    boolean step(ReadTurn turn, ObjectState state) {
        CrmObject object = state.object();
        FieldPlan plan = descriptions.plan(turn, object);
        BulkQueryApi jobs = turn.org().bulkQueries(ReadTurn.LANE);
        if (state.job().isEmpty()) {
            begin(turn, plan, jobs);
            return false;
        }
        try {
            return goOn(turn, state, plan, jobs);
        } catch (SalesforceFailure failure) {
            if (failure.error() instanceof SalesforceError.Rejected
                    || failure.error() instanceof SalesforceError.CursorGone) {
                return makeAgain(turn, object, failure.error().sentence());
            }
            throw failure;
        }
    }

    private boolean goOn(ReadTurn turn, ObjectState state, FieldPlan plan, BulkQueryApi jobs) {
        ObjectState.Job job = state.job().orElseThrow();
        BulkQueryJob status = jobs.status(job.id());
        if (!status.state().isOver()) {
            turn.again(Work.LOAD, state.object(), clock.instant(), policy.looks());
            return false;
        }
        if (status.state() != BulkQueryJob.State.JOB_COMPLETE) {
            return makeAgain(turn, state.object(), "it is " + status.state());
        }
        read(turn, state, plan, jobs.page(status, job.locator()));
        return true;
    }

    private boolean makeAgain(ReadTurn turn, CrmObject object, String why) {
        Log.warnf("the job that reads %s is of no use any more and is made again: %s", object.apiName(), why);
        TellRecords.check(journal.move(turn.fence(), store -> store.job(object, null)));
        turn.again(Work.LOAD, object, clock.instant(), policy.looks());
        return false;
    }

    private void begin(ReadTurn turn, FieldPlan plan, BulkQueryApi jobs) {
        CrmObject object = plan.object();
        Instant from = turn.serverTime(clock);
        BulkQueryJob made = jobs.create(Soql.select(plan.asked(), object.apiName()), true);
        TellRecords.check(journal.move(
                turn.fence(), store -> store.job(object, new ObjectState.Job(made.id(), "", from))));
        Log.infof("all records of %s are read", object.apiName());
        turn.again(Work.LOAD, object, clock.instant(), policy.looks());
    }

    private void read(ReadTurn turn, ObjectState state, FieldPlan plan, BulkPage page) {
        ObjectState.Job job = state.job().orElseThrow();
        TellRecords.Part part = new TellRecords.Part(
                state, plan, page.records(), List.of(), new ReadingTime(job.from(), turn.clockOffset()), false);
        if (page.nextLocator().isEmpty()) {
            tell.tellLast(turn, part, job);
            Log.infof("all records of %s were read", state.object().apiName());
        } else {
            ObjectState.Job next = new ObjectState.Job(job.id(), page.nextLocator(), job.from());
            tell.tell(turn, part, store -> store.locator(state.object(), next));
        }
    }
}
