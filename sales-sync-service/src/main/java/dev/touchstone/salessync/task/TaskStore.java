package dev.touchstone.salessync.task;

import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskRelation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tasks, the flags of e-mails, and the records under which is written. Changes are part of the caller's transaction. */
public interface TaskStore {
    /** True if there is an organisation that tasks may go to. */
    boolean hasOrganisation();

    /** Adds tasks. */
    void insert(List<TaskRecord> tasks);

    /** Tasks by key; those that are not there are left out. */
    List<TaskRecord> list(Collection<String> keys);

    /**
     * Keeps what a task is about.
     *
     * @param rejected ids of other records with the same address, best first
     */
    void relate(String key, TaskRelation relation, List<String> rejected);

    /** Keeps that Salesforce refused these fields of a task. */
    void leaveOut(String key, Collection<String> fields);

    /** Takes all refused fields of tasks back in. */
    void takeIn(Collection<String> keys);

    /**
     * How an attempt looks, by which it is found again where there is no key field.
     *
     * @param subject of the task
     * @param ownerId user id of the seller
     * @param dueDate of the task
     */
    record Attempt(String subject, String ownerId, LocalDate dueDate) {}

    /** Keeps how a task is tried. */
    void tried(String key, Attempt attempt);

    /** How tasks were tried last, by key; those that were not are left out. */
    Map<String, Attempt> attempts(Collection<String> keys);

    /** The activities of the e-mails that were logged, by the caller's id of the e-mail. */
    Map<String, String> sentActivities(Collection<String> emailIds);

    /** Raises flags of e-mails; what is new is told at this time. Flags that are raised already change nothing. */
    void raise(Map<PersonEmail, TaskFlags> flags, Instant dueAt);

    /**
     * Flags that a task is to be told of.
     *
     * @param taskKey of the task
     * @param taskId its id in Salesforce
     * @param email the e-mail
     * @param flags all that are yes
     * @param written those that the task has already
     */
    record DueFlags(String taskKey, String taskId, PersonEmail email, TaskFlags flags, TaskFlags written) {}

    /**
     * Flags of one seller's tasks that are due, locked until the transaction ends and not due again before the time given.
     *
     * @param until when they are due again if they are not settled
     */
    List<DueFlags> claimFlags(String seller, Instant now, Instant until, int limit);

    /** Sellers with flags that are due. */
    Set<String> sellersOfDueFlags(Instant now);

    /** Nothing is to be told of these any more, unless more was raised meanwhile. */
    void flagsSettled(List<DueFlags> told);

    /** Keeps which flags tasks in Salesforce have, by key. */
    void flagsWritten(Map<String, TaskFlags> flags);

    /** The flags of these tasks are due again. */
    void flagsDue(Collection<String> keys, Instant dueAt);

    /**
     * Takes parents for a batch.
     *
     * @return those that are the batch's
     */
    Set<String> takeParents(List<String> parents, UUID owner, Duration lease);

    /** Gives up what a batch holds. */
    void freeParents(UUID owner);

    /** Lets other processes know that these batches go on. */
    void renewParents(Collection<UUID> owners, Duration lease);

    /** Keys of tasks without a record whose person has one now, accepted since a time and not looked at again before. */
    List<String> reconsiderable(Instant acceptedSince, int limit);

    /** Keeps that tasks were looked at again. */
    void reconsidered(Collection<String> keys);

    /** Keys of tasks of one seller that wait since before a time. */
    List<String> waitingSince(String seller, Instant before, int limit);

    /** Gives the tasks of a person to another. */
    void move(long loser, long winner);

    /** The keys of all tasks of these people. */
    List<String> keys(Collection<Long> marketoIds);

    /** Empties all tasks of people. */
    void erase(Collection<Long> marketoIds);

    /** The task of an activity; empty if it makes none. */
    Optional<TaskRecord> ofActivity(String activityKey);
}
