package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the standard types compute and forbid by themselves. */
final class TypeRules {
    private static final String COMPLETED = "Completed";

    private TypeRules() {}

    /** Values of a new record that the writer did not give. */
    static void defaults(WriteSet set, ObjectType type, Map<String, @Nullable Object> row) {
        if (type.name().equals("CampaignMember") && row.get("Status") == null) {
            statuses(set, row)
                    .filter(status -> status.isTrue("IsDefault"))
                    .findFirst()
                    .ifPresent(status -> row.put("Status", status.value("Label")));
        }
        for (Field field : type.fields()) {
            if (row.get(field.name()) == null) {
                Object value = defaultOf(set, field);
                if (value != null) {
                    row.put(field.name(), value);
                }
            }
        }
    }

    private static @Nullable Object defaultOf(WriteSet set, Field field) {
        if (field.type() == FieldType.BOOLEAN) {
            return false;
        }
        if (!field.is(Field.Trait.DEFAULTED)) {
            return null;
        }
        return field.name().equals(SystemFields.OWNER)
                ? set.writer().userId()
                : field.picklist().stream().findFirst().orElse(null);
    }

    /** Fields that follow from others. */
    static void derive(WriteSet set, ObjectType type, Map<String, @Nullable Object> row, @Nullable SObject before) {
        switch (type.name()) {
            case "Lead", "Contact", "User" -> row.put("Name", name(row));
            case "Task" -> deriveTask(set, row);
            case "Event" -> deriveEvent(set, row);
            case "Opportunity" -> deriveOpportunity(set, row, before);
            case "CampaignMember" -> deriveMember(set, row);
            default -> {
                // Nothing follows.
            }
        }
    }

    /** What a type forbids whatever the fields allow. */
    static Optional<WriteError> forbidden(WriteSet set, ObjectType type, String id, Map<String, @Nullable Object> row) {
        return switch (type.name()) {
            case "Task", "Event" -> forbiddenActivity(set, row);
            case "CampaignMember" -> forbiddenMember(set, id, row);
            default -> Optional.empty();
        };
    }

    private static Optional<WriteError> forbiddenActivity(WriteSet set, Map<String, @Nullable Object> row) {
        Optional<SObject> who = record(set, row, "WhoId");
        if (who.filter(person -> person.isTrue("IsConverted")).isPresent()) {
            return Optional.of(WriteError.of("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead"));
        }
        boolean lead = who.filter(person -> person.type().equals("Lead")).isPresent();
        return lead && row.get("WhatId") != null
                ? Optional.of(WriteError.of(
                        "FIELD_INTEGRITY_EXCEPTION",
                        "field integrity exception: WhatId (an activity of a lead is related to nothing else)",
                        "WhatId"))
                : Optional.empty();
    }

    private static Optional<WriteError> forbiddenMember(WriteSet set, String id, Map<String, @Nullable Object> row) {
        Object lead = row.get("LeadId");
        Object contact = row.get("ContactId");
        if (lead == null && contact == null) {
            return Optional.of(WriteError.of(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: [LeadId, ContactId]",
                    "LeadId",
                    "ContactId"));
        }
        // A member that was a lead keeps it beside the contact; only new members may not refer to a converted one.
        if (contact == null
                && record(set, row, "LeadId")
                        .filter(found -> found.isTrue("IsConverted"))
                        .isPresent()) {
            return Optional.of(WriteError.of("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead"));
        }
        String key = contact == null ? "LeadId" : "ContactId";
        Object person = Objects.requireNonNull(row.get(key));
        boolean twice = set.withValue("CampaignMember", key, person).stream()
                .anyMatch(other ->
                        !other.id().equals(id) && Objects.equals(other.value("CampaignId"), row.get("CampaignId")));
        return twice ? Optional.of(WriteError.of("DUPLICATE_VALUE", "Already a campaign member.")) : Optional.empty();
    }

    private static void deriveTask(WriteSet set, Map<String, @Nullable Object> row) {
        boolean closed = COMPLETED.equals(row.get("Status"));
        row.put("IsClosed", closed);
        row.put("IsHighPriority", "High".equals(row.get("Priority")));
        if (!closed) {
            row.put("CompletedDateTime", null);
        } else if (row.get("CompletedDateTime") == null) {
            row.put("CompletedDateTime", set.stamp());
        }
        row.put("AccountId", account(set, row));
    }

    private static void deriveEvent(WriteSet set, Map<String, @Nullable Object> row) {
        if (row.get("StartDateTime") instanceof Instant start) {
            if (row.get("EndDateTime") == null) {
                int minutes = row.get("DurationInMinutes") instanceof Integer given ? given : 60;
                row.put("EndDateTime", start.plus(Duration.ofMinutes(minutes)));
            }
            if (row.get("EndDateTime") instanceof Instant end) {
                row.put("DurationInMinutes", (int) Duration.between(start, end).toMinutes());
            }
        }
        row.put("AccountId", account(set, row));
    }

    private static @Nullable Object account(WriteSet set, Map<String, @Nullable Object> row) {
        Optional<SObject> what = record(set, row, "WhatId");
        if (what.isPresent()) {
            return what.get().type().equals("Account")
                    ? what.get().id()
                    : what.get().value("AccountId");
        }
        return record(set, row, "WhoId").map(who -> who.value("AccountId")).orElse(null);
    }

    private static void deriveOpportunity(WriteSet set, Map<String, @Nullable Object> row, @Nullable SObject before) {
        Object name = row.get("StageName");
        boolean moved = before == null || !Objects.equals(before.value("StageName"), name);
        Optional<SObject> stage = name == null
                ? Optional.empty()
                : set.withValue("OpportunityStage", "ApiName", name).stream().findFirst();
        row.put("IsClosed", stage.filter(found -> found.isTrue("IsClosed")).isPresent());
        row.put("IsWon", stage.filter(found -> found.isTrue("IsWon")).isPresent());
        boolean given = before == null && row.get("Probability") != null;
        if (moved && stage.isPresent() && !given) {
            row.put("Probability", stage.get().value("DefaultProbability"));
        }
        boolean closed = Boolean.TRUE.equals(row.get("IsClosed"));
        row.put(
                "ForecastCategory",
                !closed ? "Pipeline" : Boolean.TRUE.equals(row.get("IsWon")) ? "Closed" : "Omitted");
    }

    private static void deriveMember(WriteSet set, Map<String, @Nullable Object> row) {
        boolean responded = statuses(set, row)
                .filter(status -> WriteSet.equal(status.value("Label"), Objects.toString(row.get("Status"))))
                .anyMatch(status -> status.isTrue("HasResponded"));
        row.put("HasResponded", responded);
        if (responded && row.get("FirstRespondedDate") == null) {
            row.put("FirstRespondedDate", set.stamp().atOffset(ZoneOffset.UTC).toLocalDate());
        }
        row.put("LeadOrContactId", row.get("ContactId") == null ? row.get("LeadId") : row.get("ContactId"));
    }

    private static Stream<SObject> statuses(WriteSet set, Map<String, @Nullable Object> row) {
        Object campaign = row.get("CampaignId");
        return campaign == null
                ? Stream.empty()
                : set.withValue("CampaignMemberStatus", "CampaignId", campaign).stream();
    }

    private static String name(Map<String, @Nullable Object> row) {
        return Stream.of("FirstName", "LastName")
                .map(row::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private static Optional<SObject> record(WriteSet set, Map<String, @Nullable Object> row, String field) {
        Object id = row.get(field);
        return id == null ? Optional.empty() : set.get(id.toString());
    }

    /** Rows that come with a saved one. */
    static List<Companion> companions(ObjectType type, Map<String, @Nullable Object> row, @Nullable SObject before) {
        return switch (type.name()) {
            case "Campaign" -> before == null ? memberStatuses(row) : List.of();
            case "Opportunity" -> history(row, before);
            default -> List.of();
        };
    }

    /** A row that comes with another one. */
    record Companion(String type, Map<String, @Nullable Object> fields) {}

    private static List<Companion> memberStatuses(Map<String, @Nullable Object> campaign) {
        Object id = Objects.requireNonNull(campaign.get(SystemFields.ID));
        return List.of(
                new Companion(
                        "CampaignMemberStatus",
                        Map.of("CampaignId", id, "Label", "Sent", "SortOrder", 1, "IsDefault", true)),
                new Companion(
                        "CampaignMemberStatus",
                        Map.of("CampaignId", id, "Label", "Responded", "SortOrder", 2, "HasResponded", true)));
    }

    private static List<Companion> history(Map<String, @Nullable Object> row, @Nullable SObject before) {
        List<String> watched = List.of("StageName", "Amount", "CloseDate", "Probability");
        if (before != null && watched.stream().allMatch(field -> Objects.equals(before.value(field), row.get(field)))) {
            return List.of();
        }
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("OpportunityId", row.get(SystemFields.ID));
        watched.forEach(field -> fields.put(field, row.get(field)));
        return List.of(new Companion("OpportunityHistory", fields));
    }
}
