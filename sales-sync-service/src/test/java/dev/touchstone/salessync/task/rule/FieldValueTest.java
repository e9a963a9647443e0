package dev.touchstone.salessync.task.rule;

import static dev.touchstone.salessync.task.rule.TaskDescriptions.field;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.picklist;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.readOnly;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.task.rule.FieldValue.LeftOut;
import dev.touchstone.salessync.task.rule.FieldValue.Write;
import dev.touchstone.salessync.task.rule.FieldValue.Written;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-T-7: values are coerced to the type that the organisation describes")
class FieldValueTest {
    private static FieldValue of(DescribedField field, Object value) {
        return FieldValue.of(field.name(), Optional.of(field), value, Write.CREATE);
    }

    @Test
    void aFlagIsABooleanOrAText() {
        assertThat(of(field("MSE_Replied__c", "boolean", 0), true)).isEqualTo(new Written(true));
        assertThat(of(field("MSE_Replied__c", "string", 255), true)).isEqualTo(new Written("true"));
    }

    @Test
    void aTextForACheckboxIsLeftOut() {
        assertThat(of(field("MSE_Campaign__c", "boolean", 0), "Spring"))
                .isEqualTo(new LeftOut("MSE_Campaign__c is of the type boolean but a text was to be written"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "textarea", "url"})
    void aTextIsCutToTheDescribedLength(String type) {
        assertThat(of(field("mktosales_call_outcome__c", type, 5), "Connected")).isEqualTo(new Written("Conne"));
        assertThat(of(field("mktosales_call_outcome__c", type, 3), "ab\uD83D\uDE00"))
                .isEqualTo(new Written("ab"));
    }

    @Test
    void aPicklistTakesOnlyItsValues() {
        DescribedField outcome = picklist("mktosales_call_outcome__c", value("Connected"));

        assertThat(of(outcome, "Connected")).isEqualTo(new Written("Connected"));
        assertThat(of(outcome, "Busy")).isInstanceOf(LeftOut.class);
    }

    @Test
    void aNumberTakesOnlyNumbers() {
        assertThat(of(field("MSE_Campaign__c", "double", 0), "4")).isEqualTo(new Written(new BigDecimal("4")));
        assertThat(of(field("MSE_Campaign__c", "double", 0), "four")).isInstanceOf(LeftOut.class);
    }

    @Test
    @DisplayName("AC-56: what field-level security hides is left out")
    void aHiddenOrReadOnlyFieldIsLeftOut() {
        assertThat(FieldValue.of("MSE_Campaign__c", Optional.empty(), "Spring", Write.CREATE))
                .isEqualTo(new LeftOut("MSE_Campaign__c is absent, or hidden by field-level security"));
        assertThat(of(readOnly("MSE_Campaign__c", "string"), "Spring"))
                .isEqualTo(new LeftOut("MSE_Campaign__c is read-only"));
    }
}
