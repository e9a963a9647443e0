package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a trial asks the store beside the facts themselves. */
interface TrialQueries {
    /** Lets the caller's transaction see one moment to its end, and change nothing. The first thing it does. */
    void seeOneMoment();

    /** People of whose facts of a kind one decides on another: they are looked at together. */
    Set<UUID> peopleWithFactsThatMeet(RuleListKind kind);

    /** Likewise the people who are in a campaign several times. */
    Set<UUID> peopleSeveralTimesIn(String campaignId);

    /** People by id. */
    List<UUID> people(UUID after, int limit);

    /** The name of a campaign that the CRM has. */
    Optional<String> campaignName(String campaignId);
}
