package dev.touchstone.commandline.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.touchpoint.v1.TouchpointField;
import dev.touchstone.touchpoint.v1.TouchpointFieldConcatenation;
import dev.touchstone.touchpoint.v1.TouchpointFieldExtraction;
import dev.touchstone.touchpoint.v1.TouchpointFieldMapping;
import dev.touchstone.touchpoint.v1.TouchpointFieldMappingEntry;
import dev.touchstone.touchpoint.v1.TouchpointFieldPart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldFileTest {
    private static final TouchpointField REGION = extracts("BZ=(\\d{2})-\\d{2}");
    private static final TouchpointField REGION_NAME = maps("Elsewhere", "01", "NA", "04", "EMEA");
    private static final TouchpointField TIER = TouchpointField.newBuilder()
            .setName("Tier")
            .setConcatenates(TouchpointFieldConcatenation.newBuilder()
                    .addParts(TouchpointFieldPart.newBuilder().setField("Lead.Segment__c"))
                    .addParts(TouchpointFieldPart.newBuilder().setText(" \"_\\ "))
                    .addParts(TouchpointFieldPart.newBuilder().setField("Lead.Grade__c")))
            .build();

    @Test
    void fieldsAreReadInTheirOrderWithTablesAndComments() throws RuleFile.Wrong {
        assertThat(FieldFile.read("""
                        # where the campaign runs
                        field: Region
                        from: Touchpoint.LandingPageRaw
                        extracts: BZ=(\\d{2})-\\d{2}

                        FIELD: RegionName
                        from: Touchpoint.Region
                        maps: 01 -> NA
                        # and Africa
                              04   ->   "EMEA"
                        others: Elsewhere
                        field: Tier
                        concatenates: Lead.Segment__c
                                      " \\"_\\\\ "Lead.Grade__c
                        """.lines().toList())).containsExactly(REGION, REGION_NAME, TIER);
    }

    @Test
    void theTableMayHaveALineForEachEntry() throws RuleFile.Wrong {
        assertThat(FieldFile.read(List.of(
                        "field: RegionName",
                        "maps: 01 -> NA",
                        "maps: 04 -> EMEA",
                        "others: Elsewhere",
                        "from: Touchpoint.Region")))
                .containsExactly(REGION_NAME);
    }

    @Test
    void whatIsWrittenIsReadable() {
        assertThat(FieldFile.write(List.of(REGION, REGION_NAME, TIER))).isEqualTo("""
                        field: Region
                        from: Touchpoint.LandingPageRaw
                        extracts: BZ=(\\d{2})-\\d{2}

                        field: RegionName
                        from: Touchpoint.Region
                        maps: 01 -> NA
                              04 -> EMEA
                        others: Elsewhere

                        field: Tier
                        concatenates: Lead.Segment__c " \\"_\\\\ " Lead.Grade__c
                        """);
    }

    @Test
    void whatIsWrittenReadsAsTheSameFields() throws RuleFile.Wrong {
        List<TouchpointField> fields = List.of(
                REGION,
                TIER,
                extracts("\"(\\w+)\""),
                extracts(" (x) "),
                extracts("# (x)"),
                maps(" x ", "a -> b", "c->d", "\"q", "\\", "# no comment", "from: x", " y", "others: z", "->", "->"),
                maps("", "one", "two"));

        assertThat(FieldFile.read(FieldFile.write(fields).lines().toList())).isEqualTo(fields);
        assertThat(FieldFile.read(List.of())).isEmpty();
        assertThat(FieldFile.write(List.of())).isEmpty();
    }

    /** The service says what is missing, with its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {"field: A", "field:", "field: A;extracts:", "field: A;concatenates:", "field: A;extracts: (x)"})
    void fieldThatLacksSomethingIsSentAsItIs(String text) throws RuleFile.Wrong {
        assertThat(FieldFile.read(List.of(text.split(";", -1)))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: x|line 1: the first field must begin with field: and its name",
                "field: A;form: y|line 2: 'form' is unknown; a line begins with field:, from:, extracts:, maps:, others:, concatenates: or #",
                "field: A;from: x;;from: y|line 4: the field has a 'from' already",
                "field: A;hello|line 2: must begin with field:, from:, extracts:, maps:, others:, concatenates: or #",
                "field: A;maps: x|line 2: an entry of the table is written: value -> result",
                "field: A;maps: x -> y;  z|line 3: an entry of the table is written: value -> result",
                "field: A;maps: \"x -> y|line 2: the double quote is not closed",
                "field: A;maps: x -> \"y\" z|line 2: nothing may stand behind the closing double quote",
                "field: A;concatenates: \"\\d\"|line 2: within double quotes a \\ is written \\\\, and a \" is written \\\"",
                "field: A;extracts: (x);maps: a -> b|line 3: a field either extracts, or maps, or concatenates",
                "field: A;extracts: (x);  y|line 3: nothing is there that this line could continue",
                "# note; and more|line 2: nothing is there that this line could continue",
                "field: A;from: x;concatenates: a.b c.d|line 3: the field 'A' has a from: and neither extracts: nor maps: to use it",
            })
    void wrongLineIsNamed(String text, String message) {
        assertThatThrownBy(() -> FieldFile.read(List.of(text.split(";", -1)))).hasMessage(message);
    }

    private static TouchpointField extracts(String pattern) {
        return TouchpointField.newBuilder()
                .setName("Region")
                .setExtracts(TouchpointFieldExtraction.newBuilder()
                        .setField("Touchpoint.LandingPageRaw")
                        .setPattern(pattern))
                .build();
    }

    private static TouchpointField maps(String others, String... table) {
        TouchpointFieldMapping.Builder mapping = TouchpointFieldMapping.newBuilder()
                .setField("Touchpoint.Region")
                .setOtherResult(others);
        for (int i = 0; i < table.length; i += 2) {
            mapping.addEntries(
                    TouchpointFieldMappingEntry.newBuilder().setValue(table[i]).setResult(table[i + 1]));
        }
        return TouchpointField.newBuilder()
                .setName("RegionName")
                .setMapsTo(mapping)
                .build();
    }
}
