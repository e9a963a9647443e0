package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.Optional;

/**
 * An ordered list of activity rules; the first that matches decides.
 *
 * @param version grows with every change of the list
 * @param rules top to bottom
 */
public record ActivityRules(long version, List<ActivityRule> rules) {
    /**
     * What ships: a call is an interaction comparable to a form, an e-mail that sales sends is not (requirement, section 3.3,
     * guidance). Customers write their own list in a later version.
     */
    public static final ActivityRules SHIPPED =
            new ActivityRules(1, List.of(new ActivityRule("Calls", "Call", "Outbound Call")));

    public ActivityRules {
        rules = List.copyOf(rules);
    }

    /** The rule that decides for a type; empty if none matches. */
    public Optional<ActivityRule> match(String activityType) {
        return rules.stream()
                .filter(rule -> rule.activityType().equalsIgnoreCase(activityType))
                .findFirst();
    }
}
