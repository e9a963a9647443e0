package dev.touchstone.mapping.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Finds rows by an atom that follows from another one, without comparing it with all of them: the parts of its text are looked up
 * instead. It may find too many, never too few.
 */
final class AtomIndex {
    private final Map<Atom, List<Integer>> rows = new HashMap<>();
    private final Map<Atom.Subject, Parts> parts = new HashMap<>();

    /** What is there of one subject: lengths of texts, and all texts that may stand anywhere. */
    private record Parts(TreeSet<Integer> starts, TreeSet<Integer> ends, Map<Integer, List<Atom>> middles) {
        int middleCount() {
            return middles.values().stream().mapToInt(List::size).sum();
        }
    }

    void add(Atom atom, int row) {
        List<Integer> known = rows.computeIfAbsent(atom, a -> new ArrayList<>());
        boolean isNew = known.isEmpty();
        known.add(row);
        if (!isNew || !(atom.test() instanceof Atom.Passes(Shape shape))) {
            return;
        }
        Parts of = parts.computeIfAbsent(
                atom.subject(), s -> new Parts(new TreeSet<>(), new TreeSet<>(), new HashMap<>()));
        if (shape instanceof Shape.Start(String text)) {
            of.starts().add(text.length());
        } else if (shape instanceof Shape.End(String text)) {
            of.ends().add(text.length());
        } else if (shape instanceof Shape.Part(String text)) {
            of.middles().computeIfAbsent(text.length(), l -> new ArrayList<>()).add(atom);
        }
    }

    /** Gives every row of an atom that follows from this one, some of them more than once. */
    void collect(Atom atom, IntConsumer found) {
        collectExactly(atom, found);
        if (!(atom.test() instanceof Atom.Passes(Shape shape)) || !parts.containsKey(atom.subject())) {
            return;
        }
        Consumer<Shape> lookup = wider -> collectExactly(new Atom(atom.subject(), new Atom.Passes(wider)), found);
        lookup.accept(new Shape.Any());
        String text = shape.word();
        if (!text.isEmpty()) {
            collectParts(text, parts.get(atom.subject()), lookup, found);
            collectHosts(text, lookup);
        }
    }

    private void collectExactly(Atom atom, IntConsumer found) {
        rows.getOrDefault(atom, List.of()).forEach(found::accept);
    }

    private void collectParts(String text, Parts of, Consumer<Shape> lookup, IntConsumer found) {
        int length = text.length();
        of.starts().headSet(length, true).forEach(size -> lookup.accept(new Shape.Start(text.substring(0, size))));
        of.ends().headSet(length, true).forEach(size -> lookup.accept(new Shape.End(text.substring(length - size))));
        if ((long) length * of.middles().size() > of.middleCount()) {
            of.middles().values().forEach(atoms -> atoms.forEach(atom -> collectExactly(atom, found)));
            return;
        }
        for (int size : of.middles().keySet()) {
            for (int from = 0; from + size <= length; from++) {
                lookup.accept(new Shape.Part(text.substring(from, from + size)));
            }
        }
    }

    /** Every label of the text and every part of it that begins with a label. */
    private static void collectHosts(String text, Consumer<Shape> lookup) {
        int from = 0;
        while (from >= 0 && from < text.length()) {
            int dot = text.indexOf('.', from);
            lookup.accept(new Shape.Domain(text.substring(from)));
            lookup.accept(new Shape.Label(text.substring(from, dot < 0 ? text.length() : dot)));
            from = dot < 0 ? -1 : dot + 1;
        }
    }
}
