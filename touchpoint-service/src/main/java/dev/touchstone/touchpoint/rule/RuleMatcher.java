package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that match records; it is compiled once for a list. Thread-safe.
 *
 * <p>A record costs a look at each field that rules test, however many rules there are: for a field's value there is a row of
 * bits, one for each group of conditions, that says which groups it satisfies; the rows of all fields together leave the groups
 * that hold. Rows come from hash tables, sorted thresholds and tries, not from trying one rule after the other.
 */
public final class RuleMatcher {
    /** No rule. */
    public static final int NONE = -1;

    private final RulePlan plan;
    /** What is still to be looked at. An array, as the loop over it is where the time goes. */
    private final RulePlan.Slot[] slots;
    /** The groups that what is known already leaves. */
    private final long[] start;

    private RuleMatcher(RulePlan plan, Stream<RulePlan.Slot> slots, long[] start) {
        this.plan = plan;
        this.slots = slots.toArray(RulePlan.Slot[]::new);
        this.start = start;
    }

    /** Compiles expressions, the first of which that holds decides. */
    public static RuleMatcher compile(List<Expression> expressions, RuleCircumstances circumstances) {
        RulePlan plan = RulePlan.of(expressions, circumstances);
        return new RuleMatcher(
                plan, plan.slots().stream(), Bits.all(plan.rules().size()));
    }

    /** The fields that are tested. */
    public Stream<FieldName> fields() {
        return Stream.concat(
                        plan.slots().stream().map(RulePlan.Slot::field),
                        plan.late().stream().flatMap(List::stream).map(LateTest::field))
                .distinct();
    }

    /**
     * The same for records that share an object, such as all members of a campaign: its fields are looked at once.
     *
     * @param object which
     * @param fields its fields, which all records that the answer is asked about must have
     */
    public RuleMatcher given(RecordObject object, FieldSource fields) {
        RulePlan.Slot[] shared =
                Stream.of(slots).filter(slot -> slot.field().object() == object).toArray(RulePlan.Slot[]::new);
        long[] left = alive(shared, fields);
        return new RuleMatcher(
                plan,
                Stream.of(slots).filter(slot -> slot.field().object() != object),
                left == null ? new long[start.length] : left);
    }

    /** Index of the first expression that holds; {@link #NONE} if none does. */
    public int first(FieldSource fields) {
        long[] alive = alive(slots, fields);
        int group = alive == null ? NONE : next(alive, 0, fields);
        return group == NONE ? NONE : plan.rules().get(group);
    }

    /** Indexes of all expressions that hold, ascending. */
    public IntStream all(FieldSource fields) {
        long[] alive = alive(slots, fields);
        IntStream.Builder rules = IntStream.builder();
        int last = NONE;
        int group = alive == null ? NONE : next(alive, 0, fields);
        while (alive != null && group != NONE) {
            int rule = plan.rules().get(group);
            if (rule != last) {
                rules.add(rule);
            }
            last = rule;
            group = next(alive, group + 1, fields);
        }
        return rules.build();
    }

    /** The groups whose conditions hold, but for the late ones; null if there are none. */
    private long @Nullable [] alive(RulePlan.Slot[] looked, FieldSource fields) {
        long[] alive = start.clone();
        for (RulePlan.Slot slot : looked) {
            FieldValue value = fields.value(slot.field());
            for (int i = 0; i < slot.columns().size(); i++) {
                if (!Bits.and(alive, slot.columns().get(i).row(value))) {
                    return null;
                }
            }
        }
        return alive;
    }

    /** The first group from one on whose late conditions hold, too. */
    private int next(long[] alive, int from, FieldSource fields) {
        int group = Bits.next(alive, from);
        while (group != NONE && !holdsLate(group, fields)) {
            group = Bits.next(alive, group + 1);
        }
        return group;
    }

    private boolean holdsLate(int group, FieldSource fields) {
        for (LateTest test : plan.late().get(group)) {
            if (!test.holds(fields)) {
                return false;
            }
        }
        return true;
    }
}
