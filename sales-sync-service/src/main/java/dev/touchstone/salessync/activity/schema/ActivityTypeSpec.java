package dev.touchstone.salessync.activity.schema;

import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.KindAttributes;
import dev.touchstone.salessync.marketo.CustomActivityType;
import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import dev.touchstone.salessync.marketo.CustomActivityType.Names;
import dev.touchstone.salessync.marketo.CustomActivityType.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A custom type as it has to be. Pure. It is found by its display name, because the name in the API may get a suffix.
 *
 * @param names what marketers see
 * @param apiName what we ask for as the name in the API
 * @param kinds what is written into it
 * @param primary its primary attribute
 * @param attributes the others
 */
record ActivityTypeSpec(
        Names names, String apiName, Set<ActivityKind> kinds, Attribute primary, List<ActivityAttribute> attributes) {
    private static final Attribute KIND = new Attribute("kind", "Kind", "string");
    private static final ActivityTypeSpec COMPACT = new ActivityTypeSpec(
            new Names("SIA Sales Activity", "SIA Has Sales Activity", "SIA Had Sales Activity"),
            "siaSalesActivity",
            Set.of(ActivityKind.values()),
            KIND,
            List.of(ActivityAttribute.values()));

    ActivityTypeSpec {
        kinds = Set.copyOf(kinds);
        attributes = List.copyOf(attributes);
    }

    /** The types of a way of writing, in the order of the kinds. */
    static List<ActivityTypeSpec> of(ActivityTypeMode mode) {
        return switch (mode) {
            case COMPACT -> List.of(COMPACT);
            case SPLIT ->
                Arrays.stream(ActivityKind.values())
                        .map(ActivityTypeSpec::ofKind)
                        .toList();
        };
    }

    private static ActivityTypeSpec ofKind(ActivityKind kind) {
        ActivityAttribute primary = KindAttributes.primary(kind);
        return new ActivityTypeSpec(
                new Names(kind.displayName(), kind.triggerName(), kind.filterName()),
                kind.displayName().replace("SIA ", "sia").replace(" ", ""),
                Set.of(kind),
                attribute(primary),
                KindAttributes.of(kind).stream()
                        .filter(attribute -> attribute != primary)
                        .toList());
    }

    static Attribute attribute(ActivityAttribute attribute) {
        return new Attribute(attribute.apiName(), attribute.displayName(), attribute.dataType());
    }

    /** What is created. */
    CustomActivityType draft() {
        return new CustomActivityType(OptionalInt.empty(), apiName, names, State.DRAFT, primary, List.of());
    }

    /** Our attributes that are not among those of a type. */
    List<ActivityAttribute> missingAmong(List<Attribute> present) {
        Set<String> names =
                present.stream().map(attribute -> folded(attribute.name())).collect(Collectors.toSet());
        return attributes.stream()
                .filter(attribute -> !names.contains(folded(attribute.displayName())))
                .toList();
    }

    /** Names of attributes differ in more than case and blanks. */
    static String folded(String name) {
        return name.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
