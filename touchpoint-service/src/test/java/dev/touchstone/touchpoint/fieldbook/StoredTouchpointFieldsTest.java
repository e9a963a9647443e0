package dev.touchstone.touchpoint.fieldbook;

import static dev.touchstone.touchpoint.touchpointfield.Fields.REGIONS;
import static dev.touchstone.touchpoint.touchpointfield.Fields.concatenates;
import static dev.touchstone.touchpoint.touchpointfield.Fields.extracts;
import static dev.touchstone.touchpoint.touchpointfield.Fields.mapsTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A version that was stored means the same when it is read, in whatever release. */
class StoredTouchpointFieldsTest {
    @Test
    void whatIsWrittenReadsAsTheSameFields() {
        List<TouchpointField> fields = List.of(
                REGIONS.get(0),
                REGIONS.get(1),
                mapsTo("Größe", "Lead.Owner.Team", "\"other\" \\ ones", "a\"b", "\\"),
                concatenates("Tier", "Lead.Segment__c", " _ ", "Contact.Grade__c"));

        assertThat(StoredTouchpointFields.read(StoredTouchpointFields.write(fields)))
                .isEqualTo(fields);
        assertThat(StoredTouchpointFields.read("[]")).isEmpty();
    }

    /** The shape that the column's comment promises. */
    @Test
    void storedShapeIsThatOfTheComment() {
        assertThat(StoredTouchpointFields.write(List.of(
                        extracts("A", "Touchpoint.Source", "(a)"),
                        mapsTo("B", "Touchpoint.A", "z", "x", "y"),
                        concatenates("C", "Touchpoint.A", "-"))))
                .isEqualTo("""
                        [{"name":"A","extracts":{"field":"Touchpoint.Source","pattern":"(a)"}},\
                        {"name":"B","maps_to":{"field":"Touchpoint.A","entries":[["x","y"]],"other":"z"}},\
                        {"name":"C","concatenates":[{"field":"Touchpoint.A"},"-"]}]""");
    }
}
