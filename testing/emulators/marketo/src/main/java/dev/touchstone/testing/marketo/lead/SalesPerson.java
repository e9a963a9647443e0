package dev.touchstone.testing.marketo.lead;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a sync of sales data has to make of a lead: tests and benches compare what it made with this. */
public final class SalesPerson {
    /** Columns of a person in sales-sync-service, in the order of {@link #values}. */
    public static final List<String> COLUMNS = List.of(
            "first_name",
            "last_name",
            "email",
            "phone",
            "title",
            "company",
            "source",
            "linkedin_url",
            "salesforce_lead_id",
            "salesforce_contact_id",
            "salesforce_account_id",
            "salesforce_opportunity_id",
            "owner_id");

    private static final List<String> FIELDS = List.of(
            "firstName",
            "lastName",
            "email",
            "phone",
            "title",
            "company",
            "leadSource",
            "linkedInProfileURL",
            "sfdcLeadId",
            "sfdcContactId",
            "sfdcAccountId",
            "sfdcOpptyId",
            "sfdcLeadOwnerId");

    private SalesPerson() {}

    /** True if the lead is in the CRM, not deleted there, and a user owns it (R-Q-1). */
    public static boolean qualifies(Lead lead) {
        return (lead.value("sfdcLeadId") != null || lead.value("sfdcContactId") != null)
                && String.valueOf(lead.value("sfdcLeadOwnerId")).startsWith("005")
                && !Boolean.TRUE.equals(lead.value("sfdcIsDeleted"));
    }

    /** The values of {@link #COLUMNS} as texts; null where Marketo has none. */
    public static Stream<@Nullable String> values(Lead lead) {
        return FIELDS.stream().map(field -> {
            Object value = lead.value(field);
            return value == null ? null : value.toString();
        });
    }
}
