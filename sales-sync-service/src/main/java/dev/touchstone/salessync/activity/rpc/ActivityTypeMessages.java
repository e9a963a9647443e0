package dev.touchstone.salessync.activity.rpc;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.schema.ManageActivityTypes;
import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.v1.ActivityTypeAction;
import dev.touchstone.salessync.v1.ActivityTypeMode;
import dev.touchstone.salessync.v1.ActivityTypePlan;
import dev.touchstone.salessync.v1.ActivityTypeStep;
import dev.touchstone.salessync.v1.ApplyActivityTypesRequest;
import dev.touchstone.salessync.v1.ApplyActivityTypesResponse;
import dev.touchstone.salessync.v1.PlanActivityTypesRequest;
import dev.touchstone.salessync.v1.PlanActivityTypesResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The calls about custom activity types. */
@ApplicationScoped
class ActivityTypeMessages {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ManageActivityTypes types;
    private final ConnectedMarketo connected;

    ActivityTypeMessages(ManageActivityTypes types, ConnectedMarketo connected) {
        this.types = types;
        this.connected = connected;
    }

    PlanActivityTypesResponse plan(PlanActivityTypesRequest request) {
        dev.touchstone.salessync.activity.schema.ActivityTypeMode mode = mode(request.getMode());
        MarketoInstance marketo = marketo();
        return PlanActivityTypesResponse.newBuilder()
                .setPlan(message(answered(() -> types.plan(marketo, Lane.INTERACTIVE, mode))))
                .build();
    }

    ApplyActivityTypesResponse apply(ApplyActivityTypesRequest request) {
        dev.touchstone.salessync.activity.schema.ActivityTypeMode mode = mode(request.getMode());
        MarketoInstance marketo = marketo();
        return ApplyActivityTypesResponse.newBuilder()
                .setPlan(message(answered(() -> types.apply(marketo, mode))))
                .build();
    }

    private MarketoInstance marketo() {
        return connected
                .find()
                .orElseThrow(() -> new RpcFailure.FailedPrecondition(
                        "NOT_CONNECTED",
                        "Marketo is not connected: call ConnectMarketo first",
                        Map.of("system", "marketo")));
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (MarketoFailure failure) {
            if (failure.error() instanceof MarketoError.Refused refused) {
                throw new RpcFailure.FailedPrecondition(
                        "MARKETO_REFUSED_CREDENTIALS",
                        refused.sentence()
                                + "; custom activity types need the permission \"Read-Write Custom Activity Type Metadata\"",
                        Map.of("code", refused.code()));
            }
            throw new RpcFailure.Unavailable(
                    "MARKETO_UNAVAILABLE", failure.error().sentence(), RETRY_AFTER);
        }
    }

    private static dev.touchstone.salessync.activity.schema.ActivityTypeMode mode(ActivityTypeMode mode) {
        return switch (mode) {
            case ACTIVITY_TYPE_MODE_COMPACT -> dev.touchstone.salessync.activity.schema.ActivityTypeMode.COMPACT;
            case ACTIVITY_TYPE_MODE_SPLIT -> dev.touchstone.salessync.activity.schema.ActivityTypeMode.SPLIT;
            case ACTIVITY_TYPE_MODE_UNSPECIFIED -> throw wrongMode("FIELD_REQUIRED", "is required");
            case UNRECOGNIZED -> throw wrongMode("UNKNOWN_ENUM_VALUE", "must be one of ActivityTypeMode");
        };
    }

    private static RpcFailure wrongMode(String reason, String description) {
        FieldViolations violations = new FieldViolations();
        violations.add("mode", reason, description);
        return new RpcFailure.InvalidRequest(violations.list());
    }

    private ActivityTypePlan message(dev.touchstone.salessync.activity.schema.ActivityTypePlan plan) {
        ActivityTypePlan.Builder message = ActivityTypePlan.newBuilder()
                .setMode(message(plan.mode()))
                .setCurrentMode(message(types.mode()))
                .setNeededSlotCount(plan.neededSlots())
                .setFreeSlotCount(plan.freeSlots())
                .setRefusal(plan.refusal().orElse(""))
                .addAllManualSteps(plan.manualSteps());
        plan.steps()
                .forEach(step -> message.addSteps(ActivityTypeStep.newBuilder()
                        .setDisplayName(step.names().display())
                        .setTriggerName(step.names().trigger())
                        .setFilterName(step.names().filter())
                        .setAction(action(step.action()))
                        .addAllMissingAttributes(step.missing().stream()
                                .map(ActivityAttribute::displayName)
                                .toList())
                        .setTypeId(step.typeId())));
        return message.build();
    }

    private static ActivityTypeMode message(dev.touchstone.salessync.activity.schema.ActivityTypeMode mode) {
        return switch (mode) {
            case COMPACT -> ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT;
            case SPLIT -> ActivityTypeMode.ACTIVITY_TYPE_MODE_SPLIT;
        };
    }

    private static ActivityTypeAction action(dev.touchstone.salessync.activity.schema.ActivityTypePlan.Action action) {
        return switch (action) {
            case NONE -> ActivityTypeAction.ACTIVITY_TYPE_ACTION_NONE;
            case CREATE -> ActivityTypeAction.ACTIVITY_TYPE_ACTION_CREATE;
            case COMPLETE -> ActivityTypeAction.ACTIVITY_TYPE_ACTION_COMPLETE;
            case APPROVE -> ActivityTypeAction.ACTIVITY_TYPE_ACTION_APPROVE;
        };
    }
}
