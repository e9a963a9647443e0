package dev.touchstone.salessync.activity.schema;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.activity.schema.ActivityTypePlan.Action;
import dev.touchstone.salessync.activity.schema.ActivityTypePlan.Step;
import dev.touchstone.salessync.activity.schema.SqlSchemaStore.Stand;
import dev.touchstone.salessync.marketo.CustomActivitiesApi;
import dev.touchstone.salessync.marketo.CustomActivityType;
import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import dev.touchstone.salessync.marketo.CustomActivityType.State;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks which custom types there are, and makes those that are missing. */
@ApplicationScoped
public class ManageActivityTypes {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final SqlSchemaStore store;
    private final Event<ActivityTypesReady> ready;
    private final IdSource ids;

    ManageActivityTypes(SqlSchemaStore store, Event<ActivityTypesReady> ready, IdSource ids) {
        this.store = store;
        this.ready = ready;
        this.ids = ids;
    }

    /** The way of writing in use. */
    public ActivityTypeMode mode() {
        return store.stand().mode();
    }

    /**
     * What is to be done for a way of writing.
     *
     * @throws MarketoFailure if Marketo does not answer
     */
    public ActivityTypePlan plan(MarketoInstance marketo, Lane lane, ActivityTypeMode mode) {
        return plan(marketo.customActivities(lane), mode);
    }

    /**
     * Does it, and writes that way from then on.
     *
     * @return a plan with nothing left to do
     * @throws RpcFailure.FailedPrecondition {@code ACTIVITY_TYPE_SLOTS_MISSING}
     * @throws RpcFailure.Unavailable {@code MARKETO_UNAVAILABLE} while another process makes types
     * @throws MarketoFailure if Marketo does not answer, or the API user may not; what was done until then stays
     */
    public ActivityTypePlan apply(MarketoInstance marketo, ActivityTypeMode mode) {
        UUID owner = ids.next();
        if (!store.claim(owner, LEASE)) {
            throw new RpcFailure.Unavailable(
                    "MARKETO_UNAVAILABLE", "another process makes activity types at the moment", RETRY_AFTER);
        }
        try {
            CustomActivitiesApi api = marketo.customActivities(Lane.INTERACTIVE);
            ActivityTypePlan plan = plan(api, mode);
            plan.refusal().ifPresent(refusal -> {
                throw new RpcFailure.FailedPrecondition(
                        "ACTIVITY_TYPE_SLOTS_MISSING",
                        refusal + ": Marketo allows " + CustomActivityType.MAX_TYPES
                                + " custom activity types; the mode COMPACT needs one",
                        Map.of("needed", "" + plan.neededSlots(), "free", "" + plan.freeSlots()));
            });
            ActivityTypePlan done = carryOut(api, plan);
            store.choose(mode);
            ready.fire(new ActivityTypesReady(ActivitySchema.of(done)));
            return done;
        } finally {
            store.release(owner);
        }
    }

    /**
     * The types that are there for a way of writing.
     *
     * @param schema the types
     * @param revision as of which revision of the choice: they are those in use for no other
     */
    record Ensured(ActivitySchema schema, long revision) {
        private static Ensured of(ActivityTypePlan plan, Stand stand) {
            return new Ensured(ActivitySchema.of(plan), stand.revision());
        }
    }

    /**
     * The types of the way in use; those that are missing are made if that is possible. One process at a time makes them.
     *
     * @throws MarketoFailure if Marketo does not answer
     */
    Ensured ensure(MarketoInstance marketo) {
        Stand stand = store.stand();
        CustomActivitiesApi api = marketo.customActivities(Lane.ACTIVITY);
        ActivityTypePlan plan = plan(api, stand.mode());
        UUID owner = ids.next();
        boolean possible = !plan.isDone() && plan.refusal().isEmpty();
        if (!possible || !store.claim(owner, LEASE)) {
            return Ensured.of(plan, stand);
        }
        try {
            Stand claimed = store.stand();
            if (claimed.revision() != stand.revision()) {
                // Another process made types meanwhile, maybe to write another way: the plan is none any more.
                return Ensured.of(plan(api, claimed.mode()), claimed);
            }
            ActivityTypePlan done = carryOut(api, plan);
            return Ensured.of(done, store.choose(stand.mode()));
        } catch (MarketoFailure failure) {
            Log.warnf(
                    "custom activity types cannot be made: %s", failure.error().sentence());
            return Ensured.of(plan(api, stand.mode()), stand);
        } finally {
            store.release(owner);
        }
    }

    private static ActivityTypePlan carryOut(CustomActivitiesApi api, ActivityTypePlan plan) {
        for (Step step : plan.steps()) {
            if (step.action() != Action.NONE) {
                carryOut(api, step);
            }
        }
        return plan(api, plan.mode());
    }

    private static void carryOut(CustomActivitiesApi api, Step step) {
        ActivityTypeSpec spec = step.spec();
        CustomActivityType present = step.present();
        if (present == null) {
            api.create(spec.draft());
        }
        // The instance may have put a suffix behind the name that was asked for.
        String apiName = present != null
                ? present.apiName()
                : ActivityTypePlan.find(spec, api.types())
                        .map(CustomActivityType::apiName)
                        .orElse(spec.apiName());
        if (!step.missing().isEmpty()) {
            api.addAttributes(
                    apiName,
                    step.missing().stream().map(ActivityTypeSpec::attribute).toList());
        }
        api.approve(apiName);
        Log.infof("custom activity type made: %s", spec.names().display());
    }

    private static ActivityTypePlan plan(CustomActivitiesApi api, ActivityTypeMode mode) {
        List<CustomActivityType> types = new ArrayList<>(api.types());
        for (ActivityTypeSpec spec : ActivityTypeSpec.of(mode)) {
            ActivityTypePlan.find(spec, types)
                    .filter(type -> type.state() != State.DELETED)
                    .ifPresent(type -> types.set(types.indexOf(type), described(api, spec, type)));
        }
        return ActivityTypePlan.of(mode, types);
    }

    /** What is approved; or the draft, if only that has what is needed, which is then left to be approved. */
    private static CustomActivityType described(
            CustomActivitiesApi api, ActivityTypeSpec spec, CustomActivityType type) {
        List<Attribute> approved =
                api.describe(type.apiName(), !type.isApproved()).attributes();
        if (type.state() != State.APPROVED_WITH_DRAFT
                || spec.missingAmong(approved).isEmpty()) {
            return with(type, type.state(), approved);
        }
        List<Attribute> drafted = api.describe(type.apiName(), true).attributes();
        return spec.missingAmong(drafted).isEmpty()
                ? with(type, State.DRAFT, drafted)
                : with(type, type.state(), drafted);
    }

    private static CustomActivityType with(CustomActivityType type, State state, List<Attribute> attributes) {
        return new CustomActivityType(type.id(), type.apiName(), type.names(), state, type.primary(), attributes);
    }
}
