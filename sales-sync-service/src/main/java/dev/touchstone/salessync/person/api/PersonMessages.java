package dev.touchstone.salessync.person.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonDetails;
import dev.touchstone.salessync.person.PersonType;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.v1.PersonReadWay;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesPersonType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes people as messages; what is absent is empty. */
final class PersonMessages {
    private PersonMessages() {}

    static SalesPerson message(Person person) {
        PersonDetails details = person.details();
        CrmReference crm = person.crm();
        SalesPerson.Builder message = SalesPerson.newBuilder()
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
                .setHiddenReason(reason(person.standing().hiddenReason()))
                .setVersion(person.version())
                .setReadTime(timestamp(person.readAt()));
        Optional.ofNullable(person.provenance().createdAt())
                .map(PersonMessages::timestamp)
                .ifPresent(message::setCreateTime);
        return message.build();
    }

    static dev.touchstone.salessync.v1.UnqualifiedReason reason(@Nullable UnqualifiedReason reason) {
        if (reason == null) {
            return dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_UNSPECIFIED;
        }
        return switch (reason) {
            case NOT_IN_CRM -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_NOT_IN_CRM;
            case CRM_DELETED -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_CRM_DELETED;
            case OWNER_IS_QUEUE -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_OWNER_IS_QUEUE;
            case NO_OWNER -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_NO_OWNER;
        };
    }

    static PersonReadWay way(ReadWay way) {
        return switch (way) {
            case SNAPSHOT -> PersonReadWay.PERSON_READ_WAY_SNAPSHOT;
            case FEED -> PersonReadWay.PERSON_READ_WAY_FEED;
            case RECONCILE -> PersonReadWay.PERSON_READ_WAY_RECONCILE;
        };
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
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
}
