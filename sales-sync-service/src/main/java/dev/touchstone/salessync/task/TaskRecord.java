package dev.touchstone.salessync.task;

import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskKind;
import dev.touchstone.salessync.task.rule.TaskRelation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activity that is a task in Salesforce, or is to be. Pure.
 *
 * @param key the task's key
 * @param activityKey the activity it tells of
 * @param kind what it tells of
 * @param seller e-mail address of the seller, in lower case
 * @param marketoId the person
 * @param emailId the caller's id of the e-mail; null if it is about none
 * @param relation the records it is about; empty until they are known
 * @param rejected ids of the records with the same address that were not chosen
 * @param leftOut API names of fields that Salesforce refused
 * @param flags those that are yes; none but for e-mails
 */
public record TaskRecord(
        String key,
        String activityKey,
        TaskKind kind,
        String seller,
        long marketoId,
        @Nullable String emailId,
        Optional<TaskRelation> relation,
        List<String> rejected,
        Set<String> leftOut,
        TaskFlags flags) {
    public TaskRecord {
        rejected = List.copyOf(rejected);
        leftOut = Set.copyOf(leftOut);
    }
}
