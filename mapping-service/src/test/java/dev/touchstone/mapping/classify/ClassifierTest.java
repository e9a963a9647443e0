package dev.touchstone.mapping.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows, their order and their explanation. */
class ClassifierTest {
    private static final DetectorLists LISTS = ShippedRules.load().lists();
    private static final ChannelRule BDR = rule("BDR", "", "email", "Bizible", "", "");
    private static final ChannelRule EMAIL = rule("Email", "", "email", "", "", "");
    private static final ChannelRule ANY_SOURCE = rule("Other", "", "", "*", "", "");

    @Test
    void upperOfTwoMatchingRowsWinsM03() {
        MappingKey key = Keys.aSession().medium("email").source("news").key();
        assertThat(classify(key, EMAIL, ANY_SOURCE)).isEqualTo("Email");
        assertThat(classify(key, ANY_SOURCE, EMAIL)).isEqualTo("Other");
    }

    @Test
    void allCellsOfARowMustMatchM06() {
        assertThat(classify(Keys.aSession().medium("Email").source("bizible").key(), BDR, EMAIL))
                .isEqualTo("BDR");
        assertThat(classify(Keys.aSession().medium("email").source("news").key(), BDR, EMAIL))
                .isEqualTo("Email");
        assertThat(classify(Keys.aSession().source("Bizible").key(), BDR, EMAIL, ANY_SOURCE))
                .isEqualTo("Other");
    }

    @Test
    void campaignTypesDecideOverCrmCampaignsAndNothingElseDoesM15M16() {
        Classifier classifier = new Classifier(
                new ChannelRules(
                        List.of(ANY_SOURCE),
                        List.of(
                                new OfflineRule(
                                        "Content Syndication-Madison Logic",
                                        new ChannelPath("Content Syndication", "Madison Logic")),
                                new OfflineRule("Web Online", new ChannelPath("NULL", "")))),
                LISTS);
        assertThat(classifier.classify(Keys.aCampaign("content syndication-madison logic")))
                .isEqualTo(new ChannelMatch.Matched(new ChannelPath("Content Syndication", "Madison Logic"), 2));
        assertThat(classifier.classify(Keys.aCampaign("Web Online")).path()).hasToString("NULL");
        assertThat(classifier.classify(Keys.aCampaign("Unmapped"))).isEqualTo(new ChannelMatch.Unmatched());
        assertThat(classifier.classify(Keys.aCampaign("Unmapped")).path()).isEqualTo(ChannelPath.OTHER);
        assertThat(classifier.classify(Keys.aSession().medium("Web Online").key()))
                .isEqualTo(new ChannelMatch.Unmatched());
    }

    @Test
    void decodedCampaignNameIsComparedWithItsBlanksM18() {
        ChannelRule rule = rule("Search", "SU - ABC", "", "", "", "");
        assertThat(classify(Keys.aSession().campaign("SU - ABC").key(), rule)).isEqualTo("Search");
        assertThat(classify(Keys.aSession().campaign("SU%20-%20ABC").key(), rule))
                .isEqualTo("Other");
    }

    @Test
    void detectorsNeverSeeCrmKeys() {
        ChannelRule direct = rule("Direct", "", "", "", "", "[Direct]");
        MappingKey activity = new MappingKey("", "", "", "", "", List.of(), KeyKind.CRM_ACTIVITY);
        assertThat(classify(activity, direct)).isEqualTo("Other");
        assertThat(classify(Keys.aSession().key(), direct)).isEqualTo("Direct");
    }

    @Test
    void explanationNamesTheFirstMismatchOfEachRowAndTheMatchedCells() {
        ChannelRule detected = rule("Paid", "", "", "", "[LinkedIn Paid]", "");
        Classifier classifier = new Classifier(
                new ChannelRules(
                        List.of(BDR, detected, EMAIL), List.of(new OfflineRule("Webinar", new ChannelPath("W", "")))),
                LISTS);
        assertThat(classifier.explain(Keys.aSession()
                        .medium("EMAIL")
                        .source("Bob")
                        .clicks("gclid")
                        .key()))
                .isEqualTo(new Explanation(
                        new ChannelMatch.Matched(new ChannelPath("Email", ""), 3),
                        List.of(new CellOutcome(Column.MEDIUM, "email", "email")),
                        List.of(
                                new Explanation.SkippedRow(1, new CellOutcome(Column.SOURCE, "Bizible", "bob")),
                                new Explanation.SkippedRow(
                                        2,
                                        new CellOutcome(
                                                Column.LANDING_PAGE,
                                                "[LinkedIn Paid]",
                                                "click markers=gclid; medium=email; source=bob")))));
    }

    @Test
    void explanationOfACampaignSkipsTheOnlineRowsByKindAndTheOthersByType() {
        List<OfflineRule> types = List.of(
                new OfflineRule("Webinar", new ChannelPath("Webinar", "")),
                new OfflineRule("Trade Show", new ChannelPath("Events", "")));
        Classifier classifier = new Classifier(new ChannelRules(List.of(EMAIL), types), LISTS);
        assertThat(classifier.explain(Keys.aCampaign("Trade Show")))
                .isEqualTo(new Explanation(
                        new ChannelMatch.Matched(new ChannelPath("Events", ""), 3),
                        List.of(new CellOutcome(Column.CAMPAIGN_TYPE, "Trade Show", "trade show")),
                        List.of(
                                new Explanation.SkippedRow(
                                        1, new CellOutcome(Column.KIND, "web session or CRM activity", "CRM campaign")),
                                new Explanation.SkippedRow(
                                        2, new CellOutcome(Column.CAMPAIGN_TYPE, "Webinar", "trade show")))));
    }

    @Test
    void keyIsProofOfItsLimits() {
        assertThatThrownBy(() -> Keys.aSession().source("x".repeat(2_049))).hasMessageContaining("2048");
        assertThat(Keys.aSession().source("x".repeat(2_048)).key().source()).hasSize(2_048);
        assertThatThrownBy(() -> Keys.aSession().clicks("GCLID")).hasMessageContaining("lower case");
        assertThatThrownBy(() -> Keys.aSession().clicks("gclid", "gclid")).hasMessageContaining("each once");
    }

    private static String classify(MappingKey key, ChannelRule... rules) {
        return new Classifier(new ChannelRules(List.of(rules), List.of()), LISTS)
                .classify(key)
                .path()
                .toString();
    }

    private static ChannelRule rule(
            String channel, String campaign, String medium, String source, String landingPage, String referrer) {
        RuleCells cells = new RuleCells(campaign, medium, source, landingPage, referrer);
        return new ChannelRule(new ChannelPath(channel, ""), cells, "");
    }
}
