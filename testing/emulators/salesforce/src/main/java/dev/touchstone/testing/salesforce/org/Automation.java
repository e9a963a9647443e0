package dev.touchstone.testing.salesforce.org;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation does by itself when records are saved. The conditions look at the record as it would be saved; text
 * becomes a condition by {@code Conditions.parse} of the SOQL package. Thread-safe.
 */
public final class Automation {
    private final List<ValidationRule> validationRules = new CopyOnWriteArrayList<>();
    private final List<BeforeSave> beforeSave = new CopyOnWriteArrayList<>();
    private final List<AfterSave> afterSave = new CopyOnWriteArrayList<>();
    private final List<DuplicateRule> duplicateRules = new CopyOnWriteArrayList<>();
    private final List<AssignmentRule> assignmentRules = new CopyOnWriteArrayList<>();

    /**
     * Records for which the condition holds are refused.
     *
     * @param message what the writer is told
     * @param field the field it is about; null for the whole record
     */
    public record ValidationRule(
            String type,
            Predicate<SObject> condition,
            String message,
            @Nullable String field) {}

    /**
     * Rewrites fields of a record before each save.
     *
     * @param rewrite the fields to set, from the record as it would be saved
     */
    public record BeforeSave(
            String type, Predicate<SObject> condition, Function<SObject, Map<String, @Nullable Object>> rewrite) {
        /** Appends a text to a field at each save. */
        public static BeforeSave append(String type, String field, String text) {
            return new BeforeSave(type, row -> true, row -> {
                String before = row.text(field);
                return Map.of(field, before == null ? text : before + text);
            });
        }
    }

    /**
     * Writes something after a save has been committed, in a transaction of its own, as the system's automated user. What it
     * writes starts no rule of this kind again.
     *
     * @param delay how long after the commit, by the organisation's clock
     * @param writes what, from the record as it was committed
     */
    public record AfterSave(
            String type, Predicate<SObject> condition, Duration delay, Function<SObject, List<Write>> writes) {}

    /**
     * A new or changed record like another one is refused.
     *
     * @param fields all of which are equal, case aside, and not empty; the first one is indexed
     * @param canBeAllowed true if a writer may insist
     */
    public record DuplicateRule(String type, List<String> fields, boolean canBeAllowed) {}

    /** Records for which the condition holds get this owner, unless the writer wants no assignment. */
    public record AssignmentRule(String type, Predicate<SObject> condition, String ownerId) {}

    Automation() {}

    /** From now on, this is checked. */
    public void add(ValidationRule rule) {
        validationRules.add(rule);
    }

    /** From now on, this is rewritten. */
    public void add(BeforeSave flow) {
        beforeSave.add(flow);
    }

    /** From now on, this is written. */
    public void add(AfterSave flow) {
        afterSave.add(flow);
    }

    /** From now on, duplicates are looked for. */
    public void add(DuplicateRule rule) {
        duplicateRules.add(rule);
    }

    /** From now on, records are assigned. */
    public void add(AssignmentRule rule) {
        assignmentRules.add(rule);
    }

    /** Nothing happens by itself any more; what is planned already still does. */
    public void clear() {
        validationRules.clear();
        beforeSave.clear();
        afterSave.clear();
        duplicateRules.clear();
        assignmentRules.clear();
    }

    List<ValidationRule> validationRules(String type) {
        return validationRules.stream().filter(rule -> rule.type().equals(type)).toList();
    }

    List<BeforeSave> beforeSave(String type) {
        return beforeSave.stream().filter(rule -> rule.type().equals(type)).toList();
    }

    List<AfterSave> afterSave(String type) {
        return afterSave.stream().filter(rule -> rule.type().equals(type)).toList();
    }

    List<DuplicateRule> duplicateRules(String type) {
        return duplicateRules.stream().filter(rule -> rule.type().equals(type)).toList();
    }

    List<AssignmentRule> assignmentRules(String type) {
        return assignmentRules.stream().filter(rule -> rule.type().equals(type)).toList();
    }
}
