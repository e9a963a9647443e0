package dev.touchstone.touchpoint.concern;

import dev.touchstone.touchpoint.fact.FactStore;
import dev.touchstone.touchpoint.generate.Decision;
import dev.touchstone.touchpoint.generate.FactRules;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.rulebook.ChangeKey;
import dev.touchstone.touchpoint.rulebook.RulesInForce;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Marks the people whom a change concerns, in portions: of a list of rules those with a fact that it decides on otherwise than
 * before, of a bulk update those whose members it took.
 *
 * <p><b>Why nobody is missed:</b> this runs in a transaction after that of the change. Let a person's touchpoints be as some
 * transaction D derived them that read what was in force before the change. A fact that D did not see has a mark of its own,
 * committed with it, and whoever takes that mark sees the change. Of all other facts D saw what is seen here; if each of them
 * makes by the rules in force now what it made by those before, D would have written the same. A list that was changed several
 * times has a key for each change, and each is compared with what is in force when it is taken: what D made is equal to that
 * through the chain of keys from the version D read. What D read of version and day was in force at one moment, and so does a
 * key hold both.
 */
@ApplicationScoped
public class MarkConcernedPeople {
    /** Ids that one transaction goes through. */
    private static final int PORTION = 10_000;

    /** Whole records in memory at a time: each may have 64 KB of fields. */
    private static final int AT_A_TIME = 500;

    private final FactPages pages;
    private final FactStore facts;
    private final PolicySource policies;
    private final RulesInForce rules;
    private final MarkStore marks;

    MarkConcernedPeople(FactPages pages, FactStore facts, PolicySource policies, RulesInForce rules, MarkStore marks) {
        this.pages = pages;
        this.facts = facts;
        this.policies = policies;
        this.rules = rules;
        this.marks = marks;
    }

    /** Marks the people of the next portion, in the caller's transaction, and leaves the key of the rest. */
    public void markNext(ChangeKey key) {
        List<String> ids = switch (key) {
            case ChangeKey.OfRules change -> pages.next(change.kind(), change.after(), PORTION);
            case ChangeKey.OfDates change -> pages.nextOfUpdate(change.ordinal(), change.after(), PORTION);
        };
        if (ids.isEmpty()) {
            return;
        }
        List<UUID> people = switch (key) {
            case ChangeKey.OfRules change -> decidedOtherwise(change, ids);
            case ChangeKey.OfDates ignored -> pages.peopleOf(ids);
        };
        marks.mark(
                Queue.PERSON, new TreeSet<>(people.stream().map(UUID::toString).toList()));
        if (ids.size() == PORTION) {
            marks.mark(Queue.RULE_LIST, List.of(key.behind(ids.getLast()).text()));
        }
    }

    private List<UUID> decidedOtherwise(ChangeKey.OfRules change, List<String> ids) {
        FactRules before = policies.generationWith(rules.list(change.kind(), change.version()), change.today())
                .factRules();
        FactRules now = policies.current().generation().factRules();
        return switch (change.kind()) {
            case CAMPAIGN_MEMBER -> otherwise(ids, facts::memberships, before::decide, now::decide);
            case PROGRAM_MEMBER -> otherwise(ids, facts::programMemberships, before::decide, now::decide);
            case TASK, EVENT -> otherwise(ids, facts::activities, before::decide, now::decide);
            case MARKETING_ACTIVITY -> otherwise(ids, facts::marketingActivities, before::decide, now::decide);
            case REMOVAL, SUPPRESSION, SEGMENT ->
                throw new IllegalStateException("a change of " + change.kind() + " concerns everybody");
        };
    }

    /** Reads facts by their ids. */
    private interface Reading<T> {
        List<FactStore.Owned<T>> read(List<String> ids);
    }

    private static <T> List<UUID> otherwise(
            List<String> ids, Reading<T> reading, Function<T, Decision> before, Function<T, Decision> now) {
        List<UUID> people = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_A_TIME));
            reading.read(some).stream()
                    .filter(fact -> fact.personId() != null)
                    .filter(fact -> differ(before.apply(fact.fact()), now.apply(fact.fact())))
                    .map(FactStore.Owned::personId)
                    .filter(Objects::nonNull)
                    .forEach(people::add);
        }
        return people;
    }

    /** Why there is no touchpoint is told when somebody asks, and stored nowhere. */
    private static boolean differ(Decision before, Decision now) {
        boolean neither = before instanceof Decision.MadeNone && now instanceof Decision.MadeNone;
        return !neither && !before.equals(now);
    }
}
