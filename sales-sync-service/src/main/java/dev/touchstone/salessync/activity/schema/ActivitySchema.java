package dev.touchstone.salessync.activity.schema;

import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.marketo.CustomActivityType;
import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types that can be written into. Pure.
 *
 * @param mode the way of writing
 * @param types by kind; a kind that is missing here cannot be written
 * @param ownTypeIds all types of ours, those of another way of writing included: what was written that way is looked for there
 * @param problem what an administrator has to do for the missing ones; empty if there are none
 */
public record ActivitySchema(
        ActivityTypeMode mode, Map<ActivityKind, Type> types, Set<Integer> ownTypeIds, String problem) {
    public ActivitySchema {
        ownTypeIds = Set.copyOf(ownTypeIds);
        types = Map.copyOf(types);
    }

    /**
     * A type.
     *
     * @param id its id
     * @param apiNames name in the API of each attribute besides the primary one
     */
    public record Type(int id, Map<ActivityAttribute, String> apiNames) {
        public Type {
            apiNames = Map.copyOf(apiNames);
        }
    }

    /** What of a plan can be written into already. */
    static ActivitySchema of(ActivityTypePlan plan) {
        Map<ActivityKind, Type> types = new EnumMap<>(ActivityKind.class);
        for (ActivityTypePlan.Step step : plan.steps()) {
            CustomActivityType present = step.present();
            if (step.action() == ActivityTypePlan.Action.NONE && present != null) {
                Type type = new Type(present.id().orElseThrow(), apiNames(step.spec(), present.attributes()));
                step.spec().kinds().forEach(kind -> types.put(kind, type));
            }
        }
        return new ActivitySchema(plan.mode(), types, plan.ownTypeIds(), String.join("; ", plan.manualSteps()));
    }

    private static Map<ActivityAttribute, String> apiNames(ActivityTypeSpec spec, List<Attribute> present) {
        Map<ActivityAttribute, String> names = new EnumMap<>(ActivityAttribute.class);
        for (ActivityAttribute attribute : spec.attributes()) {
            present.stream()
                    .filter(candidate -> ActivityTypeSpec.folded(candidate.name())
                            .equals(ActivityTypeSpec.folded(attribute.displayName())))
                    .findFirst()
                    .ifPresent(found -> names.put(attribute, found.apiName()));
        }
        return names;
    }

    /** The type that a kind is written into. */
    public Optional<Type> type(ActivityKind kind) {
        return Optional.ofNullable(types.get(kind));
    }

    /** True if every kind can be written. */
    public boolean isComplete() {
        return types.size() == ActivityKind.values().length;
    }
}
