package dev.touchstone.observability.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.observability.scrape.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsPageTest {
    private static final Scrape SCRAPE = Scrape.parse("""
            # HELP touchstone_web_events_total web events
            # TYPE touchstone_web_events_total counter
            touchstone_web_events_total{reason="a",outcome="b"} 1
            # HELP touchstone_web_batch_seconds time of a batch
            # TYPE touchstone_web_batch_seconds histogram
            touchstone_web_batch_seconds_bucket{le="1"} 1
            # HELP jvm_memory_used_bytes The amount of used memory
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{area="heap"} 1
            # TYPE jvm_other gauge
            jvm_other 1
            """);

    private final MetricsPage page = MetricsPage.of("web-service", SCRAPE, Set.of("jvm_memory_used_bytes"));

    @Test
    void readingGivesWhatWasWritten() {
        assertThat(MetricsPage.parse(page.render())).isEqualTo(page);
        assertThat(page.metrics())
                .extracting(MetricsPage.Metric::name)
                .containsExactly(
                        "touchstone_web_batch_seconds", "touchstone_web_events_total", "jvm_memory_used_bytes");
        assertThat(page.metrics().get(0).series())
                .containsExactly(
                        "touchstone_web_batch_seconds_count",
                        "touchstone_web_batch_seconds_sum",
                        "touchstone_web_batch_seconds_bucket");
        assertThat(page.metrics().get(1).labels()).containsExactly("outcome", "reason");
    }

    @Test
    void fileThatDiffersIsToldAndAnEqualOneIsNot(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("web-service.md");
        assertThat(page.difference(file).orElseThrow()).contains("-Dmetrics.approve=true");

        Files.writeString(file, page.render());
        assertThat(page.difference(file)).isEmpty();

        Files.writeString(file, page.render().replace("web events", "events"));
        assertThat(page.difference(file)).isPresent();
    }

    @Test
    void metricOfTheFrameworkThatIsReliedOnMustBeThere() {
        assertThatThrownBy(() -> MetricsPage.of("web-service", SCRAPE, Set.of("jvm_gone")))
                .hasMessage("web-service does not show jvm_gone");
    }

    @Test
    void rowThatIsNoMetricIsTold() {
        assertThatThrownBy(() -> MetricsPage.parse("# Metrics of x\n| `a` | number | | |\n"))
                .hasMessageContaining("name, type, labels and meaning");
    }
}
