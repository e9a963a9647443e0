package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.v1.Account;
import dev.touchstone.touchpoint.v1.ContactRole;
import dev.touchstone.touchpoint.v1.Opportunity;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads accounts and what is to be sold to them. */
final class AccountRequests {
    private static final Pattern CURRENCY = Pattern.compile("([A-Z]{3})?");

    private AccountRequests() {}

    static Function<CrmRecord.Head, CrmRecord> account(Account message, CrmValueRequests values) {
        String name = values.requiredText("account.name", message.getName());
        String website = values.text("account.website", message.getWebsite());
        Instant createdAt = values.anyTime("account.create_time", message.hasCreateTime(), message.getCreateTime());
        return head -> new AccountRecord.Account(head, name, website, createdAt);
    }

    static Function<CrmRecord.Head, CrmRecord> opportunity(Opportunity message, CrmValueRequests values) {
        String accountId = values.optionalId("opportunity.account_id", message.getAccountId());
        String name = values.requiredText("opportunity.name", message.getName());
        AccountRecord.Deal deal = new AccountRecord.Deal(
                values.text("opportunity.stage", message.getStage()),
                values.decimal("opportunity.amount", message.getAmount()),
                currency(message.getCurrencyCode(), values),
                values.day("opportunity.close_date", message.getCloseDate()),
                message.getIsClosed(),
                message.getIsWon());
        Optional<Instant> createdAt =
                values.time("opportunity.create_time", message.hasCreateTime(), message.getCreateTime());
        return head -> new AccountRecord.Opportunity(head, accountId, name, deal, createdAt.orElseThrow());
    }

    private static String currency(String code, CrmValueRequests values) {
        if (!CURRENCY.matcher(code).matches()) {
            values.violation("opportunity.currency_code", "INVALID_CURRENCY", "must be an ISO 4217 code: EUR");
        }
        return code;
    }

    static Function<CrmRecord.Head, CrmRecord> contactRole(ContactRole message, CrmValueRequests values) {
        Optional<String> opportunityId = values.id("contact_role.opportunity_id", message.getOpportunityId());
        Optional<String> crmPersonId = values.id("contact_role.crm_person_id", message.getCrmPersonId());
        String role = values.text("contact_role.role", message.getRole());
        return head -> new AccountRecord.ContactRole(
                head, opportunityId.orElseThrow(), crmPersonId.orElseThrow(), role, message.getIsPrimary());
    }
}
