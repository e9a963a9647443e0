package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldSource;
import java.util.List;
import java.util.UUID;

/** What the calculated fields come out as on the touchpoints of a person: for dry runs and explanations. */
public final class CalculatedValues {
    private CalculatedValues() {}

    /**
     * A touchpoint and everything that calculated fields are made from, and they themselves.
     *
     * @param touchpointId the touchpoint
     * @param fields its fields, and of the person's leads and contacts the first values; for one thread
     */
    public record OfTouchpoint(UUID touchpointId, FieldSource fields) {}

    /** All touchpoints of a person, oldest first. */
    public static List<OfTouchpoint> of(PersonFacts person, GenerationPolicy policy) {
        PersonRecords records = new PersonRecords(person);
        return TouchpointGenerator.outcomes(person, policy).drafts().stream()
                .map(draft -> new OfTouchpoint(
                        TouchpointGenerator.id(person.personId(), draft.origin().fact()),
                        new TouchpointFields(draft, policy.calculated(), records)::ofRecords))
                .toList();
    }
}
