package dev.touchstone.touchpoint.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts and what is to be sold to them. */
public sealed interface AccountRecord extends CrmRecord {
    /** An account. */
    record Account(
            Head head,
            String name,
            String website,
            @Nullable Instant createdAt) implements AccountRecord {
        @Override
        public Kind kind() {
            return Kind.ACCOUNT;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(name)
                    .and("website", website)
                    .and("create_time", createdAt)
                    .and(head.fields())
                    .value();
        }
    }

    /** An opportunity. */
    record Opportunity(Head head, @Nullable String accountId, String name, Deal deal, Instant createdAt)
            implements AccountRecord {
        @Override
        public Kind kind() {
            return Kind.OPPORTUNITY;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(name, createdAt.toString())
                    .and("account_id", accountId)
                    .and("stage", deal.stage())
                    .and("amount", deal.amount() == null ? null : deal.amount().toPlainString())
                    .and("currency_code", deal.currencyCode())
                    .and("close_date", deal.closeDate())
                    .and("is_closed", deal.isClosed())
                    .and("is_won", deal.isWon())
                    .and(head.fields())
                    .value();
        }
    }

    /**
     * How an opportunity stands.
     *
     * @param amount in the currency, without trailing zeros
     * @param currencyCode ISO 4217; empty for the organisation's
     */
    record Deal(
            String stage,
            @Nullable BigDecimal amount,
            String currencyCode,
            @Nullable LocalDate closeDate,
            boolean isClosed,
            boolean isWon) {}

    /** A contact's role in an opportunity. */
    record ContactRole(Head head, String opportunityId, String crmPersonId, String role, boolean isPrimary)
            implements AccountRecord {
        @Override
        public Kind kind() {
            return Kind.CONTACT_ROLE;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(opportunityId, crmPersonId)
                    .and("role", role)
                    .and("is_primary", isPrimary)
                    .and(head.fields())
                    .value();
        }
    }
}
