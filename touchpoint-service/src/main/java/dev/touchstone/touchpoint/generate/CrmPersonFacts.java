package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead, a contact or a person of Marketo, and its fields as rules see them. An absent text is empty.
 *
 * @param crmPersonId the source's id
 * @param type which object
 * @param createdAt when the source created it
 * @param duplicateOfId of a person of Marketo: the lead or contact it is in the CRM
 * @param accountId of a contact: its account
 * @param profile what only rules look at; {@link Profile#NOT_READ} where no rule does
 * @param otherFields its fields that have no standard name; none where no rule looks at them
 */
public record CrmPersonFacts(
        String crmPersonId,
        Type type,
        Instant createdAt,
        String duplicateOfId,
        String accountId,
        Profile profile,
        FieldSource otherFields)
        implements FieldSource {
    /** Which object a person is. */
    public enum Type {
        /** A lead. */
        LEAD,
        /** A contact. */
        CONTACT,
        /** A person of Marketo; rules see a lead. */
        MARKETO_PERSON
    }

    /**
     * What only rules look at.
     *
     * @param email the address, lower case
     * @param firstName given name
     * @param lastName family name
     * @param company company
     * @param website website
     * @param status status
     * @param leadSource lead source
     */
    public record Profile(
            String email,
            String firstName,
            String lastName,
            String company,
            String website,
            String status,
            String leadSource) {
        /** Nothing was read, because no rule looks at it. */
        public static final Profile NOT_READ = new Profile("", "", "", "", "", "", "");
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        return switch (field.key()) {
            case "id" -> Values.text(crmPersonId);
            case "email" -> Values.text(profile.email());
            case "firstname" -> Values.text(profile.firstName());
            case "lastname" -> Values.text(profile.lastName());
            case "company" -> Values.text(profile.company());
            case "website" -> Values.text(profile.website());
            case "status" -> Values.text(profile.status());
            case "leadsource" -> Values.text(profile.leadSource());
            // Only a contact has it from the CRM: of a lead it is a further field, should there be one.
            case "accountid" ->
                field.object() == RecordObject.CONTACT ? Values.text(accountId) : otherFields.value(field);
            case "createddate" -> Values.time(createdAt);
            default -> otherFields.value(field);
        };
    }
}
