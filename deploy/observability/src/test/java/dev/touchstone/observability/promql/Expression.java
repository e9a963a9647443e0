package dev.touchstone.observability.promql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an expression uses.
 *
 * @param selectors in their order
 * @param grouped labels that it groups or joins by
 */
public record Expression(List<Selector> selectors, Set<String> grouped) {
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "atan2");
    private static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "absent",
            "absent_over_time",
            "avg",
            "avg_over_time",
            "bottomk",
            "ceil",
            "changes",
            "clamp",
            "clamp_max",
            "clamp_min",
            "count",
            "count_over_time",
            "count_values",
            "delta",
            "end",
            "start",
            "deriv",
            "floor",
            "group",
            "histogram_quantile",
            "idelta",
            "increase",
            "irate",
            "label_join",
            "label_replace",
            "last_over_time",
            "ln",
            "max",
            "max_over_time",
            "min",
            "min_over_time",
            "predict_linear",
            "quantile",
            "quantile_over_time",
            "rate",
            "resets",
            "round",
            "scalar",
            "sgn",
            "sort",
            "sort_desc",
            "stddev",
            "stdvar",
            "sum",
            "sum_over_time",
            "time",
            "timestamp",
            "topk",
            "vector");

    private static final Pattern RANGE = Pattern.compile("(\\d+(ms|[smhdwy]))+(:((\\d+(ms|[smhdwy]))+)?)?");

    public Expression {
        selectors = List.copyOf(selectors);
        grouped = Set.copyOf(grouped);
    }

    /**
     * Time series of one metric.
     *
     * @param metric its name
     * @param labels that they are chosen by
     */
    public record Selector(String metric, Set<String> labels) {
        public Selector {
            labels = Set.copyOf(labels);
        }
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    public static Expression parse(String text) {
        Reader reader = new Reader(Token.split(text));
        reader.read();
        return new Expression(reader.selectors, reader.grouped);
    }

    private static final class Reader {
        private final List<Token> tokens;
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> grouped = new LinkedHashSet<>();
        private int at;
        private int open;

        Reader(List<Token> tokens) {
            this.tokens = tokens;
        }

        void read() {
            while (at < tokens.size()) {
                Token token = tokens.get(at++);
                if (token.kind() == Token.Kind.NAME) {
                    name(token.text());
                } else if (token.is("(")) {
                    open++;
                } else if (token.is(")")) {
                    open--;
                    require(open >= 0, ") without (");
                } else if (token.is("[")) {
                    range();
                } else if (token.is("{")) {
                    throw new IllegalArgumentException("a selector names its metric");
                }
            }
            require(open == 0, "( without )");
        }

        private void name(String name) {
            if (GROUPING.contains(name)) {
                if (isNext("(")) {
                    grouped.addAll(labels());
                }
            } else if (isNext("(")) {
                require(FUNCTIONS.contains(name), name + " is no function");
            } else if (FUNCTIONS.contains(name) && isGroupingNext()) {
                // sum by (a) (...): the arguments come after the labels.
                return;
            } else if (!WORDS.contains(name.toLowerCase(Locale.ROOT))) {
                selectors.add(new Selector(name, isNext("{") ? matchers() : Set.of()));
            }
        }

        private Set<String> labels() {
            Set<String> labels = new LinkedHashSet<>();
            at++;
            while (!isNext(")")) {
                Token token = take("a list of labels ends with )");
                if (token.kind() == Token.Kind.NAME) {
                    labels.add(token.text());
                } else {
                    require(token.is(","), "labels have a comma between them, not " + token.text());
                }
            }
            at++;
            return labels;
        }

        private Set<String> matchers() {
            Set<String> labels = new LinkedHashSet<>();
            at++;
            while (!isNext("}")) {
                Token label = take("matchers end with }");
                if (label.is(",")) {
                    continue;
                }
                require(label.kind() == Token.Kind.NAME, "a matcher begins with a label, not " + label.text());
                Token operator = take("a matcher has an operator");
                require(
                        operator.is("=") || operator.is("!=") || operator.is("=~") || operator.is("!~"),
                        operator.text() + " is no operator of a matcher");
                require(
                        take("a matcher has a value").kind() == Token.Kind.STRING,
                        "the value of " + label.text() + " is in quotes");
                labels.add(label.text());
            }
            at++;
            return labels;
        }

        private void range() {
            StringBuilder range = new StringBuilder();
            while (!isNext("]")) {
                range.append(take("a range ends with ]").text());
            }
            at++;
            require(RANGE.matcher(range).matches(), range + " is no duration");
        }

        private boolean isNext(String sign) {
            return at < tokens.size() && tokens.get(at).is(sign);
        }

        private boolean isGroupingNext() {
            return at < tokens.size() && GROUPING.contains(tokens.get(at).text());
        }

        private Token take(String otherwise) {
            require(at < tokens.size(), otherwise);
            return tokens.get(at++);
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
