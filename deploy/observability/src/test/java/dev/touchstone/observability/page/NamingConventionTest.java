package dev.touchstone.observability.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.scrape.Scrape;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of decision 0043, and each way of breaking one. */
final class NamingConventionTest {
    private final NamingConvention convention = new NamingConvention(Set.of("web", "outbox"));

    @Test
    void whatFollowsTheConventionIsNotTold() {
        assertThat(convention.findings(Scrape.parse("""
                        # HELP touchstone_web_events_total web events that were stored
                        # TYPE touchstone_web_events_total counter
                        touchstone_web_events_total{outcome="accepted"} 1.0
                        # HELP touchstone_outbox_wait_seconds how long rows waited
                        # TYPE touchstone_outbox_wait_seconds summary
                        touchstone_outbox_wait_seconds_count 1
                        touchstone_outbox_wait_seconds_sum 1
                        # HELP touchstone_outbox_wait_seconds_max how long rows waited
                        # TYPE touchstone_outbox_wait_seconds_max gauge
                        touchstone_outbox_wait_seconds_max 1
                        # HELP touchstone_outbox_parked 1 while the outbox is parked
                        # TYPE touchstone_outbox_parked gauge
                        touchstone_outbox_parked 0
                        jvm_Anything{user="a@b.example"} 1
                        """))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "touchstone_web_Events_total; counter; ''; lower-case words",
                "touchstone_jobs_events_total; counter; ''; the second word is an area",
                "touchstone_web_events_total; gauge; ''; counters, and nothing else",
                "touchstone_web_accepted_total; counter; ''; accepted is no unit",
                "touchstone_web_age_milliseconds; gauge; ''; milliseconds is no unit",
                "touchstone_web_wait_seconds_max; gauge; ''; max is no unit",
                "touchstone_web_parked_total; counter; ''; parked is no unit",
                "touchstone_web_events_total; counter; visitor=\"v1\"; labels [visitor]",
                "touchstone_web_events_total; counter; reason=\"of jane@acme.example\"; may be an address",
            })
    void whatDoesNotIsTold(String name, String type, String labels, String message) {
        String text =
                "# HELP " + name + " what it says\n# TYPE " + name + " " + type + "\n" + name + "{" + labels + "} 1\n";

        assertThat(convention.findings(Scrape.parse(text)))
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "Web events that were stored."})
    void helpIsAPhrase(String help) {
        String text = "# HELP touchstone_web_waiting " + help
                + "\n# TYPE touchstone_web_waiting gauge\ntouchstone_web_waiting 1\n";

        assertThat(convention.findings(Scrape.parse(text)))
                .singleElement()
                .asString()
                .contains("a phrase");
    }

    @Test
    void tooManySeriesAreTold() {
        StringBuilder text = new StringBuilder("# HELP touchstone_web_events_total web events that were stored\n")
                .append("# TYPE touchstone_web_events_total counter\n");
        for (int i = 0; i <= 200; i++) {
            text.append("touchstone_web_events_total{reason=\"r").append(i).append("\"} 1\n");
        }

        assertThat(convention.findings(Scrape.parse(text.toString())))
                .singleElement()
                .asString()
                .contains("has 201");
    }
}
