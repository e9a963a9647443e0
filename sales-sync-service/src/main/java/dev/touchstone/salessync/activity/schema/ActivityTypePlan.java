package dev.touchstone.salessync.activity.schema;

import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.marketo.CustomActivityType;
import dev.touchstone.salessync.marketo.CustomActivityType.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a way of writing needs in an instance. Pure.
 *
 * @param mode the way of writing
 * @param steps one for each of its types
 * @param freeSlots types that the instance has room for
 * @param ownTypeIds ids of all types of ours that are there, those of another way of writing included
 */
public record ActivityTypePlan(ActivityTypeMode mode, List<Step> steps, int freeSlots, Set<Integer> ownTypeIds) {
    public ActivityTypePlan {
        ownTypeIds = Set.copyOf(ownTypeIds);
        steps = List.copyOf(steps);
    }

    /** What is left to do for a type. */
    public enum Action {
        NONE,
        CREATE,
        COMPLETE,
        APPROVE
    }

    /**
     * One type.
     *
     * @param spec as it has to be
     * @param present as it is; null if it is not there
     * @param action what is left to do
     * @param missing attributes that it lacks
     */
    public record Step(
            ActivityTypeSpec spec,
            @Nullable CustomActivityType present,
            Action action,
            List<ActivityAttribute> missing) {
        public Step {
            missing = List.copyOf(missing);
        }

        /** Names that marketers see. */
        public CustomActivityType.Names names() {
            return spec.names();
        }

        /** Id in the instance; 0 if it is not there. */
        public int typeId() {
            return present == null ? 0 : present.id().orElse(0);
        }
    }

    /**
     * Compares what has to be with what is.
     *
     * @param present all types of the instance, ours with their attributes
     */
    static ActivityTypePlan of(ActivityTypeMode mode, List<CustomActivityType> present) {
        List<CustomActivityType> standing =
                present.stream().filter(type -> type.state() != State.DELETED).toList();
        List<Step> steps = ActivityTypeSpec.of(mode).stream()
                .map(spec -> step(spec, find(spec, standing)))
                .toList();
        int freeSlots = Math.max(0, CustomActivityType.MAX_TYPES - standing.size());
        return new ActivityTypePlan(mode, steps, freeSlots, ownTypeIds(standing));
    }

    private static Set<Integer> ownTypeIds(List<CustomActivityType> standing) {
        return Arrays.stream(ActivityTypeMode.values())
                .flatMap(mode -> ActivityTypeSpec.of(mode).stream())
                .flatMap(spec -> find(spec, standing).stream())
                .flatMapToInt(type -> type.id().stream())
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Our type among those of the instance. */
    static Optional<CustomActivityType> find(ActivityTypeSpec spec, List<CustomActivityType> present) {
        return present.stream()
                .filter(type ->
                        type.names().display().equalsIgnoreCase(spec.names().display()))
                .findFirst();
    }

    private static Step step(ActivityTypeSpec spec, Optional<CustomActivityType> found) {
        if (found.isEmpty()) {
            return new Step(spec, null, Action.CREATE, spec.attributes());
        }
        List<ActivityAttribute> missing = spec.missingAmong(found.get().attributes());
        if (!missing.isEmpty()) {
            return new Step(spec, found.get(), Action.COMPLETE, missing);
        }
        return new Step(spec, found.get(), found.get().isApproved() ? Action.NONE : Action.APPROVE, List.of());
    }

    /** Slots that it needs beyond those it has. */
    public int neededSlots() {
        return (int)
                steps.stream().filter(step -> step.action() == Action.CREATE).count();
    }

    /** Why it cannot be carried out; empty if it can. */
    public Optional<String> refusal() {
        return neededSlots() > freeSlots
                ? Optional.of("NEEDS " + neededSlots() + " SLOTS, " + freeSlots + " FREE")
                : Optional.empty();
    }

    /** True if nothing is left to do. */
    public boolean isDone() {
        return steps.stream().allMatch(step -> step.action() == Action.NONE);
    }

    /** What an administrator of Marketo does by hand, one sentence each. */
    public List<String> manualSteps() {
        List<String> sentences = new ArrayList<>();
        refusal()
                .ifPresent(refusal -> sentences.add(
                        "Delete custom activity types that nobody uses, or choose the mode COMPACT: " + refusal));
        for (Step step : steps) {
            CustomActivityType.Names names = step.spec().names();
            switch (step.action()) {
                case CREATE ->
                    sentences.add("Create the custom activity \"" + names.display() + "\" with the trigger name \""
                            + names.trigger() + "\", the filter name \"" + names.filter()
                            + "\", the primary attribute \""
                            + step.spec().primary().name() + "\" and the attributes "
                            + listed(step.missing())
                            + ", and approve it, or give the API user the permission \"Read-Write "
                            + "Custom Activity Type Metadata\"");
                case COMPLETE ->
                    sentences.add("Add to the custom activity \"" + names.display() + "\" the attributes "
                            + listed(step.missing()) + ", and approve it");
                case APPROVE -> sentences.add("Approve the custom activity \"" + names.display() + "\"");
                case NONE -> {}
            }
        }
        return sentences;
    }

    private static String listed(List<ActivityAttribute> attributes) {
        return attributes.stream()
                .map(attribute -> attribute.displayName() + " (" + attribute.dataType() + ")")
                .collect(Collectors.joining(", "));
    }
}
