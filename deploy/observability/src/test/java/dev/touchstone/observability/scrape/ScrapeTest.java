package dev.touchstone.observability.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScrapeTest {
    private static final String TEXT = """
            # HELP jobs_total jobs that were done, C:\\\\ and more
            # TYPE jobs_total counter
            jobs_total{outcome="ok",text="a \\"b\\", }\\n"} 3.0
            jobs_total{outcome="failed",text=""} 1.5e1 1700000000000
            # TYPE wait_seconds histogram
            wait_seconds_bucket{lane="a",le="+Inf"} 4
            wait_seconds_count{lane="a"} 4
            wait_seconds_sum{lane="a"} 2.5
            # TYPE wait_seconds_max gauge
            wait_seconds_max{lane="a"} NaN
            # a comment
            untold 7
            """;

    private final Scrape scrape = Scrape.parse(TEXT);

    @Test
    void familiesHaveTheirSeriesTypeAndHelp() {
        assertThat(scrape.families())
                .extracting(MetricFamily::name)
                .containsExactly("jobs_total", "wait_seconds", "wait_seconds_max", "untold");
        MetricFamily jobs = scrape.find("jobs_total").orElseThrow();
        assertThat(jobs.type()).isEqualTo(MetricFamily.Type.COUNTER);
        assertThat(jobs.help()).isEqualTo("jobs that were done, C:\\ and more");
        assertThat(jobs.samples().get(0).labels()).containsEntry("text", "a \"b\", }\n");
        assertThat(jobs.samples().get(1).value()).isEqualTo(15);
        MetricFamily wait = scrape.find("wait_seconds").orElseThrow();
        assertThat(wait.samples()).hasSize(3);
        assertThat(wait.labels()).containsExactly("lane");
        assertThat(scrape.find("untold").orElseThrow().type()).isEqualTo(MetricFamily.Type.UNTYPED);
    }

    @Test
    void openMetricsSayTheSame() {
        Scrape open = Scrape.parse("""
                # TYPE jobs counter
                # HELP jobs jobs that were done
                jobs_total{outcome="ok"} 3.0 # {trace_id="1"} 1.0
                # TYPE target info
                target_info{version="1"} 1
                # EOF
                """);

        MetricFamily jobs = open.find("jobs_total").orElseThrow();
        assertThat(jobs.type()).isEqualTo(MetricFamily.Type.COUNTER);
        assertThat(jobs.help()).isEqualTo("jobs that were done");
        assertThat(jobs.samples()).containsExactly(new Sample("jobs_total", Map.of("outcome", "ok"), 3));
        assertThat(open.find("jobs")).isEmpty();
    }

    @Test
    void sumIsOverWhatIsKnown() {
        assertThat(scrape.sum("jobs_total", Map.of())).hasValue(18);
        assertThat(scrape.sum("jobs_total", Map.of("outcome", "ok"))).hasValue(3);
        assertThat(scrape.sum("wait_seconds_sum", Map.of())).hasValue(2.5);
        assertThat(scrape.sum("wait_seconds_max", Map.of())).isEmpty();
        assertThat(scrape.sum("nothing", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<html>; a time series begins with its name",
                "jobs_total{outcome=ok} 1; labels are",
                "jobs_total{outcome=\"ok\" 1; labels are",
                "jobs_total; ends with its value",
                "# TYPE jobs_total number; a type is",
            })
    void whatIsNoScrapeIsToldWithItsLine(String line, String message) {
        assertThatThrownBy(() -> Scrape.parse("up 1\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(message);
    }
}
