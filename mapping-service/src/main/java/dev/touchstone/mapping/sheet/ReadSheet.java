package dev.touchstone.mapping.sheet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sheet that was read. Every row that is not blank is there, also one with a problem, as far as it could be read: so all rows
 * have the numbers that they have in the sheet.
 *
 * @param <R> a row
 */
public final class ReadSheet<R> {
    private final int rowsBefore;
    private final List<R> rules;
    private final List<Integer> lines;
    private final List<SheetProblem> problems;
    private final Set<Place> places;
    private final Set<Integer> damagedRows;

    private record Place(int rowNumber, String column) {}

    ReadSheet(int rowsBefore, List<R> rules, List<Integer> lines, List<SheetProblem> problems) {
        this.rowsBefore = rowsBefore;
        this.rules = List.copyOf(rules);
        this.lines = List.copyOf(lines);
        this.problems = List.copyOf(problems);
        this.places = problems.stream()
                .map(problem -> new Place(problem.rowNumber(), problem.column()))
                .collect(Collectors.toUnmodifiableSet());
        this.damagedRows = problems.stream()
                .filter(problem -> problem.column().isEmpty())
                .map(SheetProblem::rowNumber)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The rows, top to bottom. */
    public List<R> rules() {
        return rules;
    }

    /** All that is wrong, by line; the rows may be taken over only if there is nothing. */
    public List<SheetProblem> problems() {
        return problems;
    }

    /** True if the row of this number, counted from the first of the rule set, is one of this sheet. */
    public boolean holds(int rowNumber) {
        return rowNumber > rowsBefore && rowNumber <= rowsBefore + rules.size();
    }

    /**
     * The line of the file on which a row begins, from 1 upwards.
     *
     * @throws IndexOutOfBoundsException unless the sheet holds the row
     */
    public int lineOf(int rowNumber) {
        return lines.get(rowNumber - rowsBefore - 1);
    }

    /**
     * True if it is worth telling what another check found in a row: nothing was found here in the same column or in the row as a
     * whole, of which the other finding would be a consequence.
     *
     * @param column heading of the column; empty for the row as a whole
     */
    public boolean isNews(int rowNumber, String column) {
        return !damagedRows.contains(rowNumber) && !places.contains(new Place(rowNumber, column));
    }
}
