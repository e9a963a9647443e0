package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for the session settings through the public contract, over a real socket. */
final class SettingsCommandTest {
    private FakeSuite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new FakeSuite();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    /** C14: which of two touchpoints of one interaction stays. */
    @Test
    void c14OverlapRulesAreSetShownAndCleared() {
        assertThat(suite.run("settings", "show")).isZero();
        assertThat(suite.out()).containsPattern("Of two touchpoints of one interaction +both stay");

        assertThat(suite.run(
                        "settings", "set", "--keep", "campaign-over-web=PT30M", "--keep", "Campaign-over-program=day"))
                .as(suite.err())
                .isZero();
        assertThat(suite.out()).contains("campaign over web within 30 min; campaign over program on the same day");

        assertThat(suite.run("settings", "set", "--max-post-lc", "5")).isZero();
        assertThat(suite.out()).as("what is not named stays").contains("campaign over web within 30 min");

        assertThat(suite.run("settings", "set", "--keep", "")).as(suite.err()).isZero();
        assertThat(suite.out()).contains("Version 4", "both stay");
    }

    @Test
    void c14PreviewTellsHowManyTouchpointsWouldYield() {
        assertThat(suite.run("settings", "preview", "--keep", "web-over-campaign=day", "--people", "500"))
                .as(suite.err())
                .isZero();

        assertThat(suite.out()).endsWith("""
                        Of 500 people derived from the sessions there are, 10 would have other touchpoints.
                        Buyer touchpoints: 1,000 now, 990 then.
                        Touchpoints that yield to another of the same interaction: 0 now, 10 then.
                        For example: p1
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"campaign-over-email=day", "campaign=PT30M", "campaign-over-web", "campaign-over-web=soon"})
    void whatIsNoOverlapRuleIsRefused(String rule) {
        assertThat(suite.run("settings", "set", "--keep", rule)).isEqualTo(2);
        assertThat(suite.err()).contains("'");
    }
}
