package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activity of Marketo as a fact, and its fields and those of its program as rules see them.
 *
 * @param marketingActivityId Marketo's id
 * @param type its type
 * @param occurredAt when
 * @param programId the program it belongs to; empty for none
 * @param program the program; null for none and while it is not known
 * @param primaryAttributeValue value of its primary attribute; empty for none
 * @param otherFields its attributes
 */
public record MarketingActivity(
        String marketingActivityId,
        Type type,
        Instant occurredAt,
        String programId,
        @Nullable ProgramFacts program,
        String primaryAttributeValue,
        FieldSource otherFields)
        implements FieldSource {
    /**
     * A type of activities.
     *
     * @param id Marketo's number
     * @param name its name
     */
    public record Type(int id, String name) {
        /** Send, deliver, bounce, unsubscribe, open and click an e-mail, change a value or score, add to a list, progression, nurture. */
        private static final Set<Integer> OF_PROGRAMS = Set.of(6, 7, 8, 9, 10, 11, 13, 22, 24, 104, 113, 115);

        /** True if activities of the type belong to a program and make no touchpoint without one (section 3.5). */
        public boolean needsProgram() {
            return OF_PROGRAMS.contains(id);
        }
    }

    /** The same activity in a program that is known by now. */
    public MarketingActivity in(@Nullable ProgramFacts known) {
        return new MarketingActivity(
                marketingActivityId, type, occurredAt, programId, known, primaryAttributeValue, otherFields);
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        if (field.object() == RecordObject.PROGRAM) {
            return program == null ? null : program.value(field);
        }
        return switch (field.key()) {
            case "id" -> Values.text(marketingActivityId);
            case "type" -> Values.text(type.name());
            case "typeid" -> new FieldValue.Decimal(BigDecimal.valueOf(type.id()));
            case "activitydate" -> Values.time(occurredAt);
            case "programid" -> Values.text(programId);
            case "primaryattributevalue" -> Values.text(primaryAttributeValue);
            default -> otherFields.value(field);
        };
    }
}
