package dev.touchstone.touchpoint.mark;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Where dirty marks are kept (decision 0011).
 *
 * <p>A mark says that something about a key was changed. It is inserted by the transaction that changed it, so it becomes
 * visible together with the change; it is deleted by the transaction that derives the effect, so a crash leaves it there.
 */
public interface MarkStore {
    /**
     * How much waits in a queue.
     *
     * @param queue which
     * @param marks how many marks
     * @param oldestAge age of the oldest; zero if none waits
     */
    record Waiting(Queue queue, long marks, Duration oldestAge) {}

    /** Marks keys, in the caller's transaction. Never waits for another transaction. */
    void mark(Queue queue, Collection<String> keys);

    /** Marks the people who are in campaigns, in the caller's transaction. */
    void markMembersOf(List<String> campaignIds);

    /**
     * Marks the visitors that some keys of {@link Queue#ALIAS} stand for, in the caller's transaction; for
     * {@link IdentityKey#EVERYTHING} some of all visitors and people, and a key that stands for the rest.
     *
     * @param portion of everything, at most so many
     */
    void markVisitorsOf(List<String> identityKeys, int portion);

    /**
     * The shards of a queue in which marks wait.
     *
     * @param after gives of a shard the key after which its keys are taken next: where to look first
     */
    List<Integer> waitingShards(Queue queue, IntFunction<String> after);

    /**
     * Takes shards for the caller's transaction, as far as no other transaction has them.
     *
     * @return the shards it has now
     */
    List<Integer> tryLock(Queue queue, List<Integer> shards);

    /**
     * Takes keys of some shards and deletes their marks, in the caller's transaction. What is read afterwards includes every
     * change whose mark was deleted.
     *
     * @param afterByShard the shards, each with the key after which its keys are taken, in byte order
     * @param limit at most so many keys of each shard
     * @return the keys of each of these shards, in byte order
     */
    Map<Integer, List<String>> take(Queue queue, Map<Integer, String> afterByShard, int limit);

    /** How much waits in each queue at one moment, in the order of the queues. */
    List<Waiting> waiting();

    /** Marks every visitor, in the caller's transaction; how many. */
    long markAllVisitors();

    /** Marks every person, lead and contact, in the caller's transaction; how many people. */
    long markAllPeople();
}
