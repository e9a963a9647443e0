package dev.touchstone.touchpoint.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Finds which of many texts another one begins or ends with or has in it, with one pass over it however many there are: a trie,
 * and for parts the automaton of Aho and Corasick on it. Its edges are in one table of longs, because a list may have a million
 * characters of texts.
 */
final class TextTrie {
    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int ASCII = 0x80;
    private static final int[] NOTHING = {};

    private final List<int[]> targets = new ArrayList<>(List.of(NOTHING));
    /** Of each edge its node and character, plus one; 0 where the table is free. */
    private long[] edges = new long[16];

    private int[] children = new int[16];
    private int[] failures = NOTHING;
    /** The next node on the way of failures that has targets. */
    private int[] outputs = NOTHING;
    /** Where {@link #parts} goes from the root, where it mostly is, with the characters that are most of all. */
    private int[] fromRoot = NOTHING;

    /** Adds a text, not empty; searches that find it tell the target. */
    void add(String text, int target) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            node = childOrNew(node, text.charAt(i));
        }
        addTarget(node, target);
    }

    /** Adds a text, not empty, that {@link #ends} shall find. */
    void addBackwards(String text, int target) {
        int node = ROOT;
        for (int i = text.length() - 1; i >= 0; i--) {
            node = childOrNew(node, text.charAt(i));
        }
        addTarget(node, target);
    }

    private int childOrNew(int node, char c) {
        int child = child(node, c);
        return child == NONE ? addChild(node, c) : child;
    }

    private void addTarget(int node, int target) {
        int[] before = targets.get(node);
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = target;
        targets.set(node, after);
    }

    /** Makes {@link #parts} possible; nothing may be added afterwards. */
    void link() {
        int nodes = targets.size();
        int[] parents = new int[nodes];
        char[] characters = new char[nodes];
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] != 0) {
                parents[children[i]] = (int) ((edges[i] - 1) >>> Character.SIZE);
                characters[children[i]] = (char) (edges[i] - 1);
            }
        }
        failures = new int[nodes];
        outputs = new int[nodes];
        for (int node : byDepth(parents)) {
            int parent = parents[node];
            failures[node] = parent == ROOT ? ROOT : next(failures[parent], characters[node]);
            int failure = failures[node];
            outputs[node] = targets.get(failure).length > 0 ? failure : outputs[failure];
        }
        fromRoot = IntStream.range(0, ASCII)
                .map(c -> Math.max(ROOT, child(ROOT, (char) c)))
                .toArray();
    }

    /** All nodes but the root, the nearer to it first; a parent has a smaller number than its children. */
    private static int[] byDepth(int[] parents) {
        int[] depths = new int[parents.length];
        for (int node = 1; node < parents.length; node++) {
            depths[node] = depths[parents[node]] + 1;
        }
        return IntStream.range(1, parents.length)
                .boxed()
                .sorted(Comparator.comparingInt(node -> depths[node]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Tells the targets of texts that a text begins with. */
    void starts(String text, IntConsumer found) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            node = child(node, text.charAt(i));
            if (node == NONE) {
                return;
            }
            tell(node, found);
        }
    }

    /** Tells the targets of texts that a text ends with, if they were added backwards. */
    void ends(String text, IntConsumer found) {
        int node = ROOT;
        for (int i = text.length() - 1; i >= 0; i--) {
            node = child(node, text.charAt(i));
            if (node == NONE) {
                return;
            }
            tell(node, found);
        }
    }

    /** Tells the targets of texts that a text has in it, those that are in it repeatedly repeatedly. */
    void parts(String text, IntConsumer found) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            node = node == ROOT && c < ASCII ? fromRoot[c] : next(node, c);
            for (int output = node; output != ROOT; output = outputs[output]) {
                tell(output, found);
            }
        }
    }

    private void tell(int node, IntConsumer found) {
        for (int target : targets.get(node)) {
            found.accept(target);
        }
    }

    /** Where the automaton goes from a node with a character. */
    private int next(int node, char c) {
        int from = node;
        int child = child(from, c);
        while (child == NONE && from != ROOT) {
            from = failures[from];
            child = child(from, c);
        }
        return child == NONE ? ROOT : child;
    }

    private int child(int node, char c) {
        long edge = edge(node, c);
        int mask = edges.length - 1;
        int place = place(edge, mask);
        while (edges[place] != 0) {
            if (edges[place] == edge) {
                return children[place];
            }
            place = (place + 1) & mask;
        }
        return NONE;
    }

    private int addChild(int node, char c) {
        if (targets.size() * 2 >= edges.length) {
            grow();
        }
        int child = targets.size();
        targets.add(NOTHING);
        put(edge(node, c), child);
        return child;
    }

    private void put(long edge, int child) {
        int mask = edges.length - 1;
        int place = place(edge, mask);
        while (edges[place] != 0) {
            place = (place + 1) & mask;
        }
        edges[place] = edge;
        children[place] = child;
    }

    private void grow() {
        long[] oldEdges = edges;
        int[] oldChildren = children;
        edges = new long[oldEdges.length * 2];
        children = new int[edges.length];
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] != 0) {
                put(oldEdges[i], oldChildren[i]);
            }
        }
    }

    private static long edge(int node, char c) {
        return (((long) node << Character.SIZE) | c) + 1;
    }

    private static int place(long edge, int mask) {
        long mixed = edge * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
