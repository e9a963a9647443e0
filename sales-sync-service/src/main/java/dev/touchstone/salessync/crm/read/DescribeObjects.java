package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.FieldPlan;
import dev.touchstone.salessync.crm.fact.TouchpointFields;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which fields of each object are read, by what Salesforce says of them at most an hour ago. One thread uses it. */
@ApplicationScoped
class DescribeObjects {
    private final TouchpointFields touchpoints;
    private final Clock clock;
    private final Map<CrmObject, Known> known = new EnumMap<>(CrmObject.class);

    DescribeObjects(TouchpointFields touchpoints, Clock clock) {
        this.touchpoints = touchpoints;
        this.clock = clock;
    }

    private record Known(FieldPlan plan, @Nullable Instant modifiedAt) {}

    /**
     * What is read of an object.
     *
     * @throws dev.touchstone.salessync.salesforce.error.SalesforceFailure also {@code Rejected} if the user may not see it
     */
    FieldPlan plan(ReadTurn turn, CrmObject object) {
        @Nullable Known before = known.get(object);
        Instant now = clock.instant();
        if (before != null && !turn.isDue(ReadTurn.Work.DESCRIBE, object, now)) {
            return before.plan();
        }
        Known current = turn.org()
                .catalogue(ReadTurn.LANE)
                .describe(object.apiName(), before == null ? null : before.modifiedAt())
                .map(described -> known(object, described))
                .or(() -> Optional.ofNullable(before))
                .orElseThrow(() -> new IllegalStateException("nothing changed of what was never described"));
        known.put(object, current);
        turn.done(ReadTurn.Work.DESCRIBE, object, ReadPace.after(now, ReadPolicy.DESCRIPTION_AGE));
        return current.plan();
    }

    /** What is known of an object may not be so any more. */
    void forget(CrmObject object) {
        known.remove(object);
    }

    /** The organisation may be another one. */
    void forget() {
        known.clear();
    }

    private Known known(CrmObject object, ObjectDescription described) {
        return new Known(FieldPlan.of(object, described, touchpoints), described.lastModified());
    }
}
