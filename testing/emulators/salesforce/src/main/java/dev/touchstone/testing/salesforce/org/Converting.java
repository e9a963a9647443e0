package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a lead into a contact of an account, and into an opportunity if that is wanted. */
final class Converting {
    private static final List<String> OF_PERSON = List.of(
            "Salutation",
            "FirstName",
            "LastName",
            "Title",
            "Phone",
            "MobilePhone",
            "Email",
            "LeadSource",
            "Description",
            "HasOptedOutOfEmail",
            "DoNotCall",
            SystemFields.OWNER);

    private Converting() {}

    static Organisation.Conversion.Done convert(WriteSet set, LeadConversion conversion) throws Rejection {
        ObjectType leads = set.tables().type("Lead");
        SObject lead = Saving.existing(set, leads, conversion.leadId());
        if (lead.isTrue("IsConverted")) {
            throw Rejection.isConverted();
        }
        SObject givenContact = given(set, "Contact", conversion.contactId());
        SObject givenAccount = given(set, "Account", conversion.accountId());
        String account = givenAccount != null ? givenAccount.id() : account(set, lead, givenContact);
        String contact = givenContact != null ? givenContact.id() : contact(set, lead, account);
        String opportunity = conversion.opportunityName() == null
                ? null
                : opportunity(set, lead, account, contact, conversion.opportunityName());
        moveActivities(set, lead, contact, opportunity == null ? account : opportunity);
        moveMembers(set, lead, contact);

        Map<String, @Nullable Object> row = Saving.fields(leads, lead);
        row.put("IsConverted", true);
        row.put("Status", "Closed - Converted");
        row.put("ConvertedDate", today(set));
        row.put("ConvertedAccountId", account);
        row.put("ConvertedContactId", contact);
        row.put("ConvertedOpportunityId", opportunity);
        Removal.touch(set, row);
        Saving.store(set, leads, row);
        set.accept("convert", "Lead", lead.id(), Map.of("ConvertedContactId", contact, "ConvertedAccountId", account));
        return new Organisation.Conversion.Done(account, contact, opportunity);
    }

    private static @Nullable SObject given(WriteSet set, String type, @Nullable String id) throws Rejection {
        return id == null ? null : Saving.existing(set, set.tables().type(type), id);
    }

    private static String account(WriteSet set, SObject lead, @Nullable SObject contact) {
        String of = contact == null ? null : contact.text("AccountId");
        if (of != null) {
            return of;
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("Name", lead.value("Company"));
        row.put("Phone", lead.value("Phone"));
        row.put("Website", lead.value("Website"));
        row.put("Industry", lead.value("Industry"));
        row.put(SystemFields.OWNER, lead.value(SystemFields.OWNER));
        return Saving.companion(set, set.tables().type("Account"), row).id();
    }

    private static String contact(WriteSet set, SObject lead, String account) {
        Map<String, @Nullable Object> row = new HashMap<>();
        OF_PERSON.forEach(field -> row.put(field, lead.value(field)));
        row.put("AccountId", account);
        return Saving.companion(set, set.tables().type("Contact"), row).id();
    }

    private static String opportunity(WriteSet set, SObject lead, String account, String contact, String name) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("Name", name);
        row.put("AccountId", account);
        row.put("StageName", "Prospecting");
        row.put("CloseDate", endOfQuarter(today(set)));
        row.put("LeadSource", lead.value("LeadSource"));
        row.put(SystemFields.OWNER, lead.value(SystemFields.OWNER));
        ObjectType type = set.tables().type("Opportunity");
        String id = Saving.companion(set, type, row).id();
        set.get(id)
                .ifPresent(made -> TypeRules.companions(type, Saving.fields(type, made), null)
                        .forEach(with -> Saving.companion(set, set.tables().type(with.type()), with.fields())));
        Saving.companion(
                set,
                set.tables().type("OpportunityContactRole"),
                Map.of("OpportunityId", id, "ContactId", contact, "IsPrimary", true));
        return id;
    }

    private static void moveActivities(WriteSet set, SObject lead, String contact, String what) {
        for (String name : List.of("Task", "Event")) {
            ObjectType type = set.tables().type(name);
            for (SObject activity : set.withValue(name, "WhoId", lead.id())) {
                Map<String, @Nullable Object> row = Saving.fields(type, activity);
                row.put("WhoId", contact);
                row.put("WhatId", what);
                Removal.touch(set, row);
                TypeRules.derive(set, type, row, activity);
                Saving.store(set, type, row);
            }
        }
    }

    /** A member keeps the lead and gets the contact, unless the contact is a member already. */
    private static void moveMembers(WriteSet set, SObject lead, String contact) {
        ObjectType type = set.tables().type("CampaignMember");
        for (SObject member : set.withValue(type.name(), "LeadId", lead.id())) {
            if (Merging.isMember(set, member, "ContactId", contact)) {
                Removal.bin(set, member, member.id());
                continue;
            }
            Map<String, @Nullable Object> row = Saving.fields(type, member);
            row.put("ContactId", contact);
            Removal.touch(set, row);
            TypeRules.derive(set, type, row, member);
            Saving.store(set, type, row);
        }
    }

    private static LocalDate today(WriteSet set) {
        return set.stamp().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate endOfQuarter(LocalDate day) {
        int lastMonth = (day.getMonthValue() + 2) / 3 * 3;
        LocalDate first = LocalDate.of(day.getYear(), lastMonth, 1);
        return first.plusMonths(1).minusDays(1);
    }
}
