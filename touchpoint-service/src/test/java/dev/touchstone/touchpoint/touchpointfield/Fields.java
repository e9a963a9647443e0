package dev.touchstone.touchpoint.touchpointfield;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Concatenation;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Extraction;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Part;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.ValueMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds calculated fields for tests. */
public final class Fields {
    /** M20: the table of the requirement, section 4.6. */
    public static final List<TouchpointField> REGIONS = List.of(
            extracts("Region", "Touchpoint.LandingPageRaw", "BZ=(\\d{2})-\\d{2}-\\d{2}-\\d{2}-\\d{2}"),
            mapsTo("RegionName", "Touchpoint.Region", "", "01", "NA", "02", "LATAM", "03", "APAC", "04", "EMEA"));

    private Fields() {}

    public static FieldName field(String text) {
        int dot = text.indexOf('.');
        return new FieldName(RecordObject.of(text.substring(0, dot)).orElseThrow(), text.substring(dot + 1));
    }

    public static TouchpointField extracts(String name, String field, String pattern) {
        return new TouchpointField(name, new Extraction(field(field), pattern));
    }

    /** The table is value, result, value, result. */
    public static TouchpointField mapsTo(String name, String field, String other, String... table) {
        List<ValueMap.Entry> entries = new ArrayList<>();
        for (int i = 0; i < table.length; i += 2) {
            entries.add(new ValueMap.Entry(table[i], table[i + 1]));
        }
        return new TouchpointField(name, new ValueMap(field(field), entries, other));
    }

    /** A part with a dot is a field. */
    public static TouchpointField concatenates(String name, String... parts) {
        return new TouchpointField(
                name,
                new Concatenation(Arrays.stream(parts)
                        .<Part>map(part -> part.contains(".") ? new Part.Input(field(part)) : new Part.Fixed(part))
                        .toList()));
    }
}
