package dev.touchstone.touchpoint.generate;

import java.util.List;

/**
 * What a person's facts give: every fact is either in a touchpoint or among those without, never both, never neither.
 *
 * @param touchpoints oldest first
 * @param without facts without touchpoint, oldest first
 * @param mappingKeys keys of the touchpoints that come from the CRM or from Marketo; those of sessions exist already
 */
public record Generation(List<Touchpoint> touchpoints, List<NoTouchpoint> without, List<MappingKey> mappingKeys) {
    public Generation {
        touchpoints = List.copyOf(touchpoints);
        without = List.copyOf(without);
        mappingKeys = List.copyOf(mappingKeys);
    }
}
