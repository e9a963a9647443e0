package dev.touchstone.observability.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.observability.promql.Expression.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '§',
            value = {
                "up; up;",
                "up == 0; up;",
                "rate(a_total{x=\"1\"}[5m]) > 1e-3; a_total{x};",
                "sum by (job) (rate(a_total[5m])) / sum by (job) (rate(b_total[5m])); a_total b_total; job",
                "sum(rate(a_total[5m])) by (job, lane); a_total; job lane",
                "topk(3, max without (instance) (a{x=~\"b|c\", y!='d'})); a{x y}; instance",
                "a * on (job) group_left (version) b; a b; job version",
                "a offset 1h + b @ start(); a b;",
                "max_over_time(rate(a_total[5m])[1h:1m]); a_total;",
                "a{x=\"} or b{\"} unless bool_thing; a{x} bool_thing;",
                "histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m]))); a_bucket; le",
                "job:a:rate5m > bool 2 and time() - b > 3600; job:a:rate5m b;",
                "-a ^ 2 > Inf # of c; a;",
                "count(count by (version) (info)) > 1; info; version",
            })
    void metricsAndLabelsAreFound(String text, String selectors, String grouped) {
        Expression expression = Expression.parse(text);

        assertThat(expression.selectors())
                .containsExactlyElementsOf(java.util.regex.Pattern.compile("[a-z0-9_:]+(\\{[^}]*})?")
                        .matcher(selectors)
                        .results()
                        .map(found -> selector(found.group()))
                        .toList());
        assertThat(expression.grouped()).isEqualTo(grouped == null ? Set.of() : Set.of(grouped.split(" ", -1)));
    }

    private static Selector selector(String text) {
        int brace = text.indexOf('{');
        return brace < 0
                ? new Selector(text, Set.of())
                : new Selector(
                        text.substring(0, brace),
                        Set.of(text.substring(brace + 1, text.length() - 1).split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '§',
            value = {
                "rat(a[5m]); rat is no function",
                "sum(a; ( without )",
                "sum(a)); ) without (",
                "{job=\"x\"}; a selector names its metric",
                "a{x}; is no operator",
                "a{x=1}; is in quotes",
                "a{x=\"1\"; matchers end with }",
                "a[five]; five is no duration",
                "a[5m; a range ends with ]",
                "sum by (job a; a list of labels ends with )",
                "a ? b; nothing begins with ?",
                "a{x=\"1}; nothing begins with",
            })
    void whatIsNoExpressionIsTold(String text, String message) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void keywordsInStringsAndLabelsAreNoMetrics() {
        assertThat(Expression.parse("a{offset=\"b\", by=\"sum(c)\"}").selectors())
                .containsExactly(new Selector("a", Set.of("offset", "by")));
    }
}
