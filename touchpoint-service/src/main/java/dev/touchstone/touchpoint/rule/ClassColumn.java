package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values fall into classes that no condition tells apart, such as the numbers between two neighbours of those that
 * rules name. The row of a class is computed from the first value of it that comes, by asking every condition, and kept.
 */
final class ClassColumn implements Column {
    private final ValueClasses classes;
    private final int groups;
    private final List<Clause> clauses;
    private final AtomicReferenceArray<@Nullable Kept> kept;

    /**
     * A condition and the groups it is in.
     *
     * @param test the condition
     * @param groups ascending
     */
    record Clause(ConditionTest test, List<Integer> groups) {
        Clause {
            groups = List.copyOf(groups);
        }
    }

    private static final class Kept {
        private final int valueClass;
        private final long[] row;

        private Kept(int valueClass, long[] row) {
            this.valueClass = valueClass;
            this.row = row;
        }
    }

    /**
     * @param classes of the values
     * @param groups how many there are
     * @param clauses the conditions
     */
    ClassColumn(ValueClasses classes, int groups, List<Clause> clauses) {
        this.classes = classes;
        this.groups = groups;
        this.clauses = List.copyOf(clauses);
        int rows = Column.keptRows(Integer.highestOneBit(classes.count()) * 2, Bits.words(groups));
        this.kept = new AtomicReferenceArray<>(rows);
    }

    @Override
    public long[] row(@Nullable FieldValue value) {
        int valueClass = classes.of(value);
        int place = valueClass & (kept.length() - 1);
        Kept found = kept.getAcquire(place);
        if (found != null && found.valueClass == valueClass) {
            return found.row;
        }
        long[] row = compute(value);
        kept.setRelease(place, new Kept(valueClass, row));
        return row;
    }

    private long[] compute(@Nullable FieldValue value) {
        long[] row = Bits.all(groups);
        for (Clause clause : clauses) {
            if (!clause.test().holds(value)) {
                clause.groups().forEach(group -> Bits.clear(row, group));
            }
        }
        return row;
    }
}
