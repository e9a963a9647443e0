package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An ordered list of rules on touchpoints and on the leads and contacts of their person (requirement, sections 5.1 and 5.2).
 *
 * <p>A group of conditions holds if one lead satisfies all that it says of a lead, one contact all that it says of a contact, and
 * the touchpoint the rest. What it says of a lead is tested once for a person, not for each touchpoint, and never for each pair of a
 * lead and a contact. Thread-safe.
 */
final class TouchpointRules {
    private static final FieldSource NOBODY = field -> null;

    private final List<GenerationRule> rules;
    private final int[] ruleOfGroup;
    private final Part ofLead;
    private final Part ofContact;
    private final Part ofTouchpoint;

    private TouchpointRules(
            List<GenerationRule> rules, int[] ruleOfGroup, Part ofLead, Part ofContact, Part ofTouchpoint) {
        this.rules = rules;
        this.ruleOfGroup = ruleOfGroup;
        this.ofLead = ofLead;
        this.ofContact = ofContact;
        this.ofTouchpoint = ofTouchpoint;
    }

    static TouchpointRules compile(List<GenerationRule> rules, RuleCircumstances circumstances) {
        List<List<Condition>> groups = new ArrayList<>();
        List<Integer> ruleOfGroup = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            for (List<Condition> group : rules.get(rule).expression().groups()) {
                groups.add(group);
                ruleOfGroup.add(rule);
            }
        }
        return new TouchpointRules(
                List.copyOf(rules),
                ruleOfGroup.stream().mapToInt(Integer::intValue).toArray(),
                Part.compile(groups, object -> object == RecordObject.LEAD, circumstances),
                Part.compile(groups, object -> object == RecordObject.CONTACT, circumstances),
                Part.compile(
                        groups,
                        object -> object != RecordObject.LEAD && object != RecordObject.CONTACT,
                        circumstances));
    }

    /**
     * What all groups say of one object.
     *
     * @param matcher one expression for each group that says something
     * @param groups the group of each expression
     * @param silent the groups that say nothing, and hold whatever the object is
     */
    private record Part(RuleMatcher matcher, List<Integer> groups, BitSet silent) {
        static Part compile(
                List<List<Condition>> all, Predicate<RecordObject> isOfPart, RuleCircumstances circumstances) {
            List<Expression> expressions = new ArrayList<>();
            List<Integer> groups = new ArrayList<>();
            BitSet silent = new BitSet();
            for (int group = 0; group < all.size(); group++) {
                List<Condition> conditions = all.get(group).stream()
                        .filter(condition -> isOfPart.test(condition.field().object()))
                        .toList();
                if (conditions.isEmpty()) {
                    silent.set(group);
                } else {
                    expressions.add(new Expression(List.of(conditions)));
                    groups.add(group);
                }
            }
            return new Part(RuleMatcher.compile(expressions, circumstances), groups, silent);
        }

        /** The groups of which this part holds. */
        BitSet holding(FieldSource fields) {
            BitSet holding = (BitSet) silent.clone();
            if (!groups.isEmpty()) {
                matcher.all(fields).forEach(expression -> holding.set(groups.get(expression)));
            }
            return holding;
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The fields that its conditions test. */
    Stream<FieldName> fields() {
        return rules.stream().flatMap(rule -> rule.expression().conditions()).map(Condition::field);
    }

    /** The rules for the touchpoints of one person. */
    OfPerson ofPerson(PersonRecords person) {
        return new OfPerson(person);
    }

    /**
     * A group that holds.
     *
     * @param rule index of its rule
     * @param leads the leads that satisfy it, by id; one without fields if the person has no lead
     * @param contacts likewise
     */
    record Match(int rule, List<FieldSource> leads, List<FieldSource> contacts) {}

    /** The rules with what they say of a person's leads and contacts already tested. */
    final class OfPerson {
        private final List<FieldSource> leads;
        private final List<FieldSource> contacts;
        private final List<BitSet> holdingByLead;
        private final List<BitSet> holdingByContact;
        private final BitSet holding;

        private OfPerson(PersonRecords person) {
            leads = orNobody(person.leads());
            contacts = orNobody(person.contacts());
            holdingByLead = leads.stream().map(ofLead::holding).toList();
            holdingByContact = contacts.stream().map(ofContact::holding).toList();
            holding = union(holdingByLead);
            holding.and(union(holdingByContact));
        }

        private static List<FieldSource> orNobody(List<FieldSource> records) {
            return records.isEmpty() ? List.of(NOBODY) : records;
        }

        private static BitSet union(List<BitSet> sets) {
            BitSet union = new BitSet();
            sets.forEach(union::or);
            return union;
        }

        /** Name of the first rule that takes a touchpoint; empty if none does. */
        Optional<String> first(FieldSource touchpoint) {
            int group = groups(touchpoint).nextSetBit(0);
            return group < 0
                    ? Optional.empty()
                    : Optional.of(rules.get(ruleOfGroup[group]).name());
        }

        /** All groups that hold for a touchpoint, in the order of their rules. */
        List<Match> all(FieldSource touchpoint) {
            return groups(touchpoint).stream()
                    .mapToObj(group -> new Match(
                            ruleOfGroup[group],
                            holding(leads, holdingByLead, group),
                            holding(contacts, holdingByContact, group)))
                    .toList();
        }

        private BitSet groups(FieldSource touchpoint) {
            BitSet groups = ofTouchpoint.holding(touchpoint);
            groups.and(holding);
            return groups;
        }

        private static List<FieldSource> holding(List<FieldSource> records, List<BitSet> byRecord, int group) {
            List<FieldSource> found = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                if (byRecord.get(i).get(group)) {
                    found.add(records.get(i));
                }
            }
            return found;
        }
    }
}
