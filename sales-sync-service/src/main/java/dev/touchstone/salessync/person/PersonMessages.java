package dev.touchstone.salessync.person;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesPersonType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes people as messages; what is absent is empty. */
final class PersonMessages {
    private PersonMessages() {}

    static SalesPerson message(Person person) {
        PersonDetails details = person.details();
        CrmReference crm = person.crm();
        return SalesPerson.newBuilder()
                .setMarketoId(person.marketoId())
                .setFirstName(text(details.firstName()))
                .setLastName(text(details.lastName()))
                .setEmail(text(details.email()))
                .setPhone(text(details.phone()))
                .setTitle(text(details.title()))
                .setCompany(text(details.company()))
                .setSource(text(details.source()))
                .setLinkedinUrl(text(details.linkedinUrl()))
                .setSalesforceLeadId(text(crm.leadId()))
                .setSalesforceContactId(text(crm.contactId()))
                .setSalesforceAccountId(text(crm.accountId()))
                .setSalesforceOpportunityId(text(crm.opportunityId()))
                .setOwnerId(text(crm.ownerId()))
                .setType(type(crm.type()))
                .setHidden(person.hidden())
                .setVersion(person.version())
                .setReadTime(timestamp(person.readAt()))
                .build();
    }

    private static SalesPersonType type(@Nullable PersonType type) {
        if (type == null) {
            return SalesPersonType.SALES_PERSON_TYPE_UNSPECIFIED;
        }
        return switch (type) {
            case LEAD -> SalesPersonType.SALES_PERSON_TYPE_LEAD;
            case CONTACT -> SalesPersonType.SALES_PERSON_TYPE_CONTACT;
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
