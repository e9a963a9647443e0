package dev.touchstone.salessync.task.rule;

import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a task as Salesforce takes it. Pure. */
public final class TaskWriting {
    /** API name of the object. */
    public static final String OBJECT = "Task";
    /** The external id that makes a repeated write harmless. */
    public static final String KEY_FIELD = "SiaTaskKey__c";

    private TaskWriting() {}

    /**
     * What is to be logged.
     *
     * @param content what the task tells
     * @param relation the records that it is about
     * @param ownerId user id of the seller
     * @param dueDate the seller's day of the activity
     * @param flags what became of the e-mail so far; none for others
     */
    public record Task(
            TaskContent content, TaskRelation relation, String ownerId, LocalDate dueDate, TaskFlags flags) {}

    /**
     * How it is written.
     *
     * @param template of the subject
     * @param description the object as the seller sees it
     * @param leftOut API names of fields that Salesforce refused before
     */
    public record Manner(SubjectTemplate template, ObjectDescription description, Set<String> leftOut) {
        public Manner {
            leftOut = Set.copyOf(leftOut);
        }
    }

    /**
     * A write, and what was left out of it.
     *
     * @param values by API name
     * @param warnings why, by API name of the field
     */
    public record Written(Map<String, @Nullable Object> values, Map<String, String> warnings) {
        /** As a write of a record that is made, or found by a key among the values. */
        public RecordWrite write() {
            return RecordWrite.of(OBJECT, values);
        }
    }

    /** A closed task (R-T-6). The key is for the caller to add. */
    public static Written create(Task task, Manner manner) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("Subject", subject(task, manner));
        values.put("WhoId", task.relation().whoId());
        if (!task.relation().whatId().isEmpty()) {
            values.put("WhatId", task.relation().whatId());
        }
        values.put("OwnerId", task.ownerId());
        values.put("Status", "Completed");
        values.put("Priority", "Normal");
        values.put("ActivityDate", task.dueDate());
        if (!manner.leftOut().contains(TaskType.FIELD)) {
            TaskType.of(task.content().kind(), manner.description())
                    .ifPresent(type -> values.put(TaskType.FIELD, type));
        }
        Map<CustomField, Object> custom = new TreeMap<>(task.content().fields());
        if (task.content().kind() == TaskKind.EMAIL) {
            custom.putAll(flags(task.flags()));
        }
        return with(values, custom, manner, FieldValue.Write.CREATE);
    }

    /** Flags on a task that is there already. Nothing else of it is touched. */
    public static Written update(TaskFlags flags, Manner manner) {
        return with(new LinkedHashMap<>(), flags(flags), manner, FieldValue.Write.UPDATE);
    }

    /** The subject that the task has, by which it is found again where the organisation has no key field. */
    public static String subject(Task task, Manner manner) {
        return TaskSubject.of(
                task.content().kind(), manner.template(), task.content().subject());
    }

    private static Map<CustomField, Object> flags(TaskFlags flags) {
        Map<CustomField, Object> values = new TreeMap<>();
        flags.set().forEach(flag -> values.put(flag.field(), true));
        values.put(CustomField.EMAIL_STATUS, flags.status());
        return values;
    }

    private static Written with(
            Map<String, @Nullable Object> values,
            Map<CustomField, Object> custom,
            Manner manner,
            FieldValue.Write write) {
        Map<String, String> warnings = new TreeMap<>();
        custom.forEach((field, value) -> {
            String name = field.apiName();
            if (manner.leftOut().contains(name)) {
                warnings.put(name, name + " was refused by Salesforce");
                return;
            }
            switch (FieldValue.of(name, manner.description().field(name), value, write)) {
                case FieldValue.Written written -> values.put(name, written.value());
                case FieldValue.LeftOut leftOut -> warnings.put(name, leftOut.why());
            }
        });
        return new Written(values, warnings);
    }
}
