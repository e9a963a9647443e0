package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.connection.salesforce.SalesforceFinding.Kind;
import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be there in an organisation, and what is missing. Pure. Descriptions show only what the user may see, so a hidden field
 * cannot be told from one that is not there.
 */
final class ProbeRules {
    /** The key of tasks that we make. */
    static final String TASK_KEY = "SiaTaskKey__c";

    private static final String TASK = "Task";

    /**
     * What is needed of an object.
     *
     * @param read fields that are read
     * @param written fields that are written too
     */
    record Need(String object, List<String> read, List<String> written) {}

    /** Everything that is looked for, but for the key of tasks. */
    static final List<Need> NEEDS = List.of(
            new Need(
                    "Lead",
                    List.of(
                            "OwnerId",
                            "FirstName",
                            "LastName",
                            "Email",
                            "Phone",
                            "Company",
                            "Title",
                            "LeadSource",
                            "HasOptedOutOfEmail",
                            "IsConverted",
                            "ConvertedContactId",
                            "MasterRecordId",
                            "SystemModstamp"),
                    List.of("HasOptedOutOfEmail")),
            new Need(
                    "Contact",
                    List.of(
                            "AccountId",
                            "OwnerId",
                            "FirstName",
                            "LastName",
                            "Email",
                            "Phone",
                            "Title",
                            "LeadSource",
                            "HasOptedOutOfEmail",
                            "MasterRecordId",
                            "SystemModstamp"),
                    List.of("HasOptedOutOfEmail")),
            new Need("Account", List.of("Name", "OwnerId", "SystemModstamp"), List.of()),
            new Need(
                    "Opportunity",
                    List.of("AccountId", "OwnerId", "StageName", "IsClosed", "CloseDate", "SystemModstamp"),
                    List.of()),
            new Need(
                    TASK,
                    List.of("IsClosed", "IsDeleted", "SystemModstamp"),
                    List.of(
                            "WhoId",
                            "WhatId",
                            "OwnerId",
                            "Subject",
                            "Status",
                            "Priority",
                            "ActivityDate",
                            "Description")),
            new Need("User", List.of("Username", "Email", "IsActive", "TimeZoneSidKey"), List.of()));

    private ProbeRules() {}

    /** The objects to describe. */
    static List<String> objects() {
        return NEEDS.stream().map(Need::object).toList();
    }

    /**
     * What is missing, by kind, object and field.
     *
     * @param described what the user sees, by object; one that is hidden is missing
     */
    static List<SalesforceFinding> findings(Map<String, ObjectDescription> described) {
        List<SalesforceFinding> findings = new ArrayList<>();
        for (Need need : NEEDS) {
            Optional.ofNullable(described.get(need.object()))
                    .ifPresentOrElse(
                            seen -> findings.addAll(of(need, seen)),
                            () -> findings.add(new SalesforceFinding(Kind.OBJECT_HIDDEN, need.object(), "")));
        }
        return sorted(findings);
    }

    /** By kind, object and field. */
    static List<SalesforceFinding> sorted(Collection<SalesforceFinding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(SalesforceFinding::kind)
                        .thenComparing(SalesforceFinding::object)
                        .thenComparing(SalesforceFinding::field))
                .toList();
    }

    private static Collection<SalesforceFinding> of(Need need, ObjectDescription seen) {
        List<SalesforceFinding> findings = new ArrayList<>();
        need.read().stream()
                .filter(field -> seen.field(field).isEmpty())
                .forEach(field -> findings.add(new SalesforceFinding(Kind.FIELD_HIDDEN, need.object(), field)));
        boolean readOnly = !seen.updateable() || (need.object().equals(TASK) && !seen.createable());
        if (!need.written().isEmpty() && readOnly) {
            findings.add(new SalesforceFinding(Kind.OBJECT_READ_ONLY, need.object(), ""));
            return findings;
        }
        need.written().forEach(field -> written(need, field, seen).ifPresent(findings::add));
        if (need.object().equals(TASK)) {
            key(seen).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<SalesforceFinding> written(Need need, String name, ObjectDescription seen) {
        Optional<DescribedField> field = seen.field(name);
        if (field.isEmpty()) {
            boolean told = need.read().contains(name);
            return told ? Optional.empty() : Optional.of(new SalesforceFinding(Kind.FIELD_HIDDEN, need.object(), name));
        }
        return isWritable(field.get())
                ? Optional.empty()
                : Optional.of(new SalesforceFinding(Kind.FIELD_READ_ONLY, need.object(), name));
    }

    private static Optional<SalesforceFinding> key(ObjectDescription task) {
        Optional<DescribedField> key = task.field(TASK_KEY);
        if (key.isEmpty()) {
            return Optional.of(new SalesforceFinding(Kind.KEY_FIELD_MISSING, TASK, TASK_KEY));
        }
        boolean unique = key.get().key().externalId() && key.get().key().unique();
        return unique
                ? Optional.empty()
                : Optional.of(new SalesforceFinding(Kind.KEY_FIELD_NOT_UNIQUE, TASK, TASK_KEY));
    }

    private static boolean isWritable(DescribedField field) {
        return field.access().createable() || field.access().updateable();
    }
}
