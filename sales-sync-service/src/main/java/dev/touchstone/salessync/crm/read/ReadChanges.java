package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.FieldPlan;
import dev.touchstone.salessync.crm.fact.RecordsRead.ReadingTime;
import dev.touchstone.salessync.salesforce.query.KeysetPolicy;
import dev.touchstone.salessync.salesforce.query.KeysetReader;
import dev.touchstone.salessync.salesforce.query.KeysetRound;
import dev.touchstone.salessync.salesforce.query.KeysetSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Reads what changed by the order of stamps: the net below change events, and all there is where these do not come. */
@ApplicationScoped
class ReadChanges {
    private final DescribeObjects descriptions;
    private final TellRecords tell;
    private final Clock clock;

    ReadChanges(DescribeObjects descriptions, TellRecords tell, Clock clock) {
        this.descriptions = descriptions;
        this.tell = tell;
        this.clock = clock;
    }

    /** Reads a round of an object of which everything was read once, to its end. */
    void round(ReadTurn turn, ObjectState state) {
        CrmObject object = state.object();
        FieldPlan plan = descriptions.plan(turn, object);
        Instant now = turn.serverTime(clock);
        Instant watermark = state.watermark().orElseThrow();
        KeysetRound round = KeysetRound.begin(watermark, now, KeysetPolicy.DEFAULT);
        KeysetSource source = new KeysetSource(object.apiName(), plan.select(), List.of(), true);
        ReadingTime time = new ReadingTime(now, turn.clockOffset());
        new KeysetReader(turn.org().queries(ReadTurn.LANE))
                .read(
                        source,
                        round,
                        (records, until) -> tell.tell(
                                turn,
                                new TellRecords.Part(state, plan, records, List.of(), time, true),
                                store -> store.watermark(object, until)));
    }
}
