package dev.touchstone.salessync.marketo;

import java.util.Set;

/**
 * The fields of a person that the sync reads: the thirteen that are shown, and the helpers that decide who qualifies.
 *
 * <p><b>Boundaries:</b> a field that the instance lacks is left out of every request and stays empty; only {@link #ID} must
 * be there.
 */
public enum LeadField {
    ID("id"),
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    EMAIL("email"),
    PHONE("phone"),
    TITLE("title"),
    COMPANY("company"),
    SOURCE("leadSource"),
    LINKEDIN_URL("linkedInProfileURL"),
    SALESFORCE_LEAD_ID("sfdcLeadId"),
    SALESFORCE_CONTACT_ID("sfdcContactId"),
    SALESFORCE_ACCOUNT_ID("sfdcAccountId"),
    SALESFORCE_OPPORTUNITY_ID("sfdcOpptyId"),
    OWNER_ID("sfdcLeadOwnerId"),
    SALESFORCE_TYPE("sfdcType"),
    /** Its REST name differs between instances; its display name does not. */
    SALESFORCE_DELETED("sfdcIsDeleted"),
    UNSUBSCRIBED("unsubscribed"),
    EMAIL_INVALID("emailInvalid"),
    CREATED_AT("createdAt");

    private static final Set<String> NO_TEXT =
            Set.of("boolean", "currency", "date", "datetime", "float", "integer", "percent", "score");

    /** Display name of {@link #SALESFORCE_DELETED}. */
    static final String DELETED_DISPLAY_NAME = "SFDC Is Deleted";

    private final String usualName;

    LeadField(String usualName) {
        this.usualName = usualName;
    }

    /** True if the type is one that the field's values can have. Text comes in many types; an unknown one is text. */
    boolean takes(String dataType) {
        return switch (this) {
            case ID -> true;
            case SALESFORCE_DELETED, UNSUBSCRIBED, EMAIL_INVALID -> dataType.equals("boolean");
            case CREATED_AT -> dataType.equals("datetime");
            default -> !NO_TEXT.contains(dataType);
        };
    }

    /** Name in the REST API of most instances. */
    public String usualName() {
        return usualName;
    }
}
