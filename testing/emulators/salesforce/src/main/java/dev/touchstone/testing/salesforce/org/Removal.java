package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes and undeletes, with the children that go along. */
final class Removal {
    /** Children that are deleted with a record: its type, theirs, and by which field they hang on it. */
    private static final List<Child> CHILDREN = List.of(
            new Child("Account", "Contact", "AccountId"),
            new Child("Account", "Opportunity", "AccountId"),
            new Child("Account", "Task", "WhatId"),
            new Child("Account", "Event", "WhatId"),
            new Child("Opportunity", "OpportunityContactRole", "OpportunityId"),
            new Child("Opportunity", "OpportunityHistory", "OpportunityId"),
            new Child("Opportunity", "Task", "WhatId"),
            new Child("Opportunity", "Event", "WhatId"),
            new Child("Contact", "OpportunityContactRole", "ContactId"),
            new Child("Contact", "CampaignMember", "ContactId"),
            new Child("Contact", "Task", "WhoId"),
            new Child("Contact", "Event", "WhoId"),
            new Child("Lead", "CampaignMember", "LeadId"),
            new Child("Lead", "Task", "WhoId"),
            new Child("Lead", "Event", "WhoId"),
            new Child("Campaign", "CampaignMember", "CampaignId"),
            new Child("Campaign", "CampaignMemberStatus", "CampaignId"));

    private record Child(String parent, String type, String field) {}

    private Removal() {}

    static WriteResult delete(WriteSet set, ObjectType type, String rawId) throws Rejection {
        SObject row = Saving.existing(set, type, rawId);
        if (type.name().equals("User")) {
            throw new Rejection("DELETE_FAILED", "users cannot be deleted");
        }
        deleteAll(set, row);
        set.accept("delete", type.name(), row.id(), Map.of());
        return new WriteResult.Done(row.id(), false);
    }

    static WriteResult hardDelete(WriteSet set, ObjectType type, String rawId) throws Rejection {
        SObject row = found(set, type, rawId);
        if (!row.isDeleted()) {
            deleteAll(set, row);
        }
        List<SObject> gone = new ArrayList<>(deletedWith(set, row));
        gone.add(row);
        gone.forEach(each -> set.purge(each.type(), each.id()));
        set.accept("hardDelete", type.name(), row.id(), Map.of());
        return new WriteResult.Done(row.id(), false);
    }

    static WriteResult undelete(WriteSet set, ObjectType type, String rawId) throws Rejection {
        SObject row = found(set, type, rawId);
        if (!row.isDeleted()) {
            throw new Rejection("UNDELETE_FAILED", "Entity is not in the recycle bin");
        }
        List<SObject> back = new ArrayList<>(deletedWith(set, row));
        back.add(row);
        for (SObject each : back) {
            restore(set, each);
        }
        set.accept("undelete", type.name(), row.id(), Map.of());
        return new WriteResult.Done(row.id(), false);
    }

    private static void restore(WriteSet set, SObject row) {
        ObjectType type = set.tables().type(row.type());
        Map<String, @Nullable Object> fields = Saving.fields(type, row);
        fields.put(SystemFields.IS_DELETED, false);
        fields.remove(SystemFields.DELETED_WITH);
        touch(set, fields);
        Saving.store(set, type, fields);
    }

    /** Puts a record and its children into the recycle bin. */
    static void deleteAll(WriteSet set, SObject row) {
        List<SObject> open = new ArrayList<>(List.of(row));
        while (!open.isEmpty()) {
            SObject next = open.remove(open.size() - 1);
            if (set.get(next.id()).filter(now -> !now.isDeleted()).isEmpty()) {
                continue;
            }
            for (Child child : CHILDREN) {
                if (child.parent().equals(next.type())) {
                    open.addAll(set.withValue(child.type(), child.field(), next.id()));
                }
            }
            bin(set, next, row.id());
        }
    }

    /** Puts one record into the recycle bin. */
    static void bin(WriteSet set, SObject row, String root) {
        if (row.type().equals("OpportunityHistory")) {
            set.purge(row.type(), row.id());
            return;
        }
        ObjectType type = set.tables().type(row.type());
        Map<String, @Nullable Object> fields = Saving.fields(type, row);
        fields.put(SystemFields.IS_DELETED, true);
        if (!root.equals(row.id())) {
            fields.put(SystemFields.DELETED_WITH, root);
        }
        touch(set, fields);
        Saving.store(set, type, fields);
    }

    static void touch(WriteSet set, Map<String, @Nullable Object> fields) {
        fields.put(SystemFields.MODIFIED, set.stamp());
        fields.put(SystemFields.MODIFIED_BY, set.writer().userId());
    }

    private static List<SObject> deletedWith(WriteSet set, SObject root) {
        return CHILDREN.stream()
                .map(Child::type)
                .distinct()
                .flatMap(type -> set.deletedWith(type, root.id()).stream())
                .toList();
    }

    private static SObject found(WriteSet set, ObjectType type, String rawId) throws Rejection {
        String id = FieldReader.id(type, rawId)
                .orElseThrow(() -> new Rejection("MALFORMED_ID", "bad id " + rawId, SystemFields.ID));
        SObject row = set.get(id).orElseThrow(Rejection::notThere);
        set.checkFree(id);
        return row;
    }
}
