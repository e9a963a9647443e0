package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A program membership as a fact, and its fields and those of its program as rules see them.
 *
 * @param programMemberId the source's id
 * @param programId the program
 * @param program the program; null while it is not known
 * @param memberSince when the person first became a member
 * @param status status in the program's progression; empty for none
 * @param otherFields its fields that have no standard name
 */
public record ProgramMembership(
        String programMemberId,
        String programId,
        @Nullable ProgramFacts program,
        Instant memberSince,
        String status,
        FieldSource otherFields)
        implements FieldSource {
    /** The order in which a person's memberships in one program are asked whether they make its touchpoint. */
    public static final Comparator<ProgramMembership> BY_AGE =
            Comparator.comparing(ProgramMembership::memberSince).thenComparing(ProgramMembership::programMemberId);

    /** The same membership in a program that is known by now. */
    public ProgramMembership in(@Nullable ProgramFacts known) {
        return new ProgramMembership(programMemberId, programId, known, memberSince, status, otherFields);
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        if (field.object() == RecordObject.PROGRAM) {
            return program == null ? null : program.value(field);
        }
        return switch (field.key()) {
            case "id" -> Values.text(programMemberId);
            case "programid" -> Values.text(programId);
            case "status" -> Values.text(status);
            case "membershipdate" -> Values.time(memberSince);
            default -> otherFields.value(field);
        };
    }
}
