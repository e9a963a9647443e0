package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.QueryApi;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.task.TaskStore.Attempt;
import dev.touchstone.salessync.task.rule.RecordLookUp.Candidate;
import dev.touchstone.salessync.task.rule.TaskRelation;
import dev.touchstone.salessync.task.rule.WhatIdChoice.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks Salesforce, as a seller, for the records that tasks are about. Each call may end with a {@code SalesforceFailure}. */
final class FindRecords {
    /** From one merge or conversion to the next, so often at most. */
    private static final int LONGEST_CHAIN = 5;

    private final QueryApi queries;

    FindRecords(SalesforceOrg org) {
        this.queries = org.queries(SalesforceLane.ACTIVITY);
    }

    /**
     * Contacts and unconverted leads by e-mail address.
     *
     * @param addresses in lower case, each once
     * @return by address; without those that nobody has
     */
    Map<String, List<Candidate>> byAddress(List<String> addresses) {
        Map<String, List<Candidate>> found = new HashMap<>();
        Soql contacts = Soql.select(List.of("Id", "Email", "OwnerId", "AccountId", "SystemModstamp"), "Contact");
        Soql leads = Soql.select(List.of("Id", "Email", "OwnerId", "SystemModstamp"), "Lead")
                .where(Soql.is("IsConverted", false));
        collect(contacts, addresses, true, found);
        collect(leads, addresses, false, found);
        return found;
    }

    private void collect(Soql query, List<String> addresses, boolean contact, Map<String, List<Candidate>> found) {
        for (Soql part : query.splitIn("Email", addresses)) {
            queries.pages(
                    part,
                    page -> page.records()
                            .forEach(record -> found.computeIfAbsent(
                                            record.text("Email").toLowerCase(Locale.ROOT), address -> new ArrayList<>())
                                    .add(new Candidate(
                                            record.id(),
                                            contact,
                                            record.text("OwnerId"),
                                            record.text("AccountId"),
                                            record.time("SystemModstamp").orElse(Instant.EPOCH)))));
        }
    }

    /** Roles of contacts in opportunities, by contact. */
    Map<String, List<Role>> roles(Collection<String> contactIds) {
        Map<String, List<Role>> roles = new HashMap<>();
        Soql query = Soql.select(
                List.of(
                        "ContactId",
                        "OpportunityId",
                        "IsPrimary",
                        "Opportunity.IsClosed",
                        "Opportunity.SystemModstamp"),
                "OpportunityContactRole");
        List<String> ids = contactIds.stream().distinct().sorted().toList();
        for (Soql part : query.splitIn("ContactId", ids)) {
            queries.pages(
                    part,
                    page -> page.records()
                            .forEach(record -> roles.computeIfAbsent(
                                            record.text("ContactId"), contact -> new ArrayList<>())
                                    .add(role(record))));
        }
        return roles;
    }

    private static Role role(SalesforceRecord record) {
        return new Role(
                record.text("OpportunityId"),
                record.flag("Opportunity.IsClosed"),
                record.flag("IsPrimary"),
                record.time("Opportunity.SystemModstamp").orElse(Instant.EPOCH));
    }

    /**
     * The contact or lead that a record is now.
     *
     * @param id where it was converted to or merged into
     * @param accountId of a contact; empty if it has none
     */
    record Successor(String id, boolean lead, String accountId) {}

    /** Whom a record was converted to or merged into, to the end of the chain; empty if nobody. */
    Optional<Successor> successor(TaskRelation relation) {
        Optional<Successor> found = Optional.empty();
        Successor at = new Successor(relation.whoId(), relation.lead(), relation.accountId());
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<Successor> next = at.lead() ? afterLead(at.id()) : afterContact(at.id());
            if (next.isEmpty()) {
                return found;
            }
            found = next;
            at = next.get();
        }
        return found;
    }

    private Optional<Successor> afterLead(String id) {
        Soql query = Soql.select(
                        List.of("Id", "IsConverted", "ConvertedContactId", "ConvertedAccountId", "MasterRecordId"),
                        "Lead")
                .where(Soql.equal("Id", id));
        return queries.firstWithDeleted(query).records().stream().findFirst().flatMap(lead -> {
            String contact = lead.text("ConvertedContactId");
            if (lead.flag("IsConverted") && !contact.isEmpty()) {
                return Optional.of(new Successor(contact, false, lead.text("ConvertedAccountId")));
            }
            return master(lead).map(master -> new Successor(master, true, ""));
        });
    }

    private Optional<Successor> afterContact(String id) {
        Soql query = Soql.select(List.of("Id", "MasterRecordId"), "Contact").where(Soql.equal("Id", id));
        return queries.firstWithDeleted(query).records().stream()
                .findFirst()
                .flatMap(FindRecords::master)
                .map(master -> new Successor(master, false, accountOf(master)));
    }

    private static Optional<String> master(SalesforceRecord record) {
        return Optional.of(record.text("MasterRecordId")).filter(id -> !id.isEmpty());
    }

    private String accountOf(String contactId) {
        Soql query = Soql.select(List.of("Id", "AccountId"), "Contact").where(Soql.equal("Id", contactId));
        return queries.first(query).records().stream()
                .findFirst()
                .map(contact -> contact.text("AccountId"))
                .orElse("");
    }

    /** Tasks that look like an attempt and were made since it began; where there is no key field. */
    List<String> likeAttempt(Attempt attempt, String whoId, Instant since) {
        Soql query = Soql.select(List.of("Id", "ActivityDate"), "Task")
                .where(Soql.equal("WhoId", whoId))
                .where(Soql.equal("OwnerId", attempt.ownerId()))
                .where(Soql.equal("Subject", attempt.subject()))
                .where(Soql.from("CreatedDate", since));
        String day = attempt.dueDate().toString();
        List<String> found = new ArrayList<>();
        queries.pages(
                query,
                page -> page.records().stream()
                        .filter(task -> task.text("ActivityDate").equals(day))
                        .map(SalesforceRecord::id)
                        .forEach(found::add));
        return found;
    }
}
