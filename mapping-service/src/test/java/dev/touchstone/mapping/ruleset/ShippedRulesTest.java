package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.classify.KeyKind;
import dev.touchstone.mapping.classify.Keys;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.detect.DetectorLists;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that come with the product. Row numbers of the documentation count the heading, ours do not. */
class ShippedRulesTest {
    private static final ShippedRules SHIPPED = ShippedRules.load();
    private static final Classifier CLASSIFIER = new Classifier(SHIPPED.rules(), SHIPPED.lists());

    @Test
    void shippedSheetIsValid() {
        assertThat(RuleSetValidator.validate(SHIPPED.rules(), SHIPPED.catalogue()))
                .isEmpty();
    }

    /**
     * A replica replaces older shipped rules only, and knows them by the date of the lists. Whoever changes a shipped row or
     * list gives {@code detect/version.txt} a later date, and then both lines here change.
     */
    @Test
    void changedRulesOrListsHaveALaterVersion() {
        assertThat(SHIPPED.lists().version()).isEqualTo("2026.11.23");
        assertThat(SHIPPED.basis().digest())
                .isEqualTo("6e323fbe2ca3d2ddf79681c787eb7808e571fe4d5ae769c6ff865cf047f3ac8e");
    }

    @Test
    void digestSeesEveryRowAndEveryListedName() {
        String digest = SHIPPED.basis().digest();
        ShippedRules again = ShippedRules.load();
        assertThat(again.basis().digest()).isEqualTo(digest);
        ChannelRules rules = SHIPPED.rules();
        ChannelRules fewerOffline = new ChannelRules(
                rules.online(), rules.offline().subList(1, rules.offline().size()));
        ChannelRules swapped = new ChannelRules(rules.online().reversed(), rules.offline());
        DetectorLists noLists = DetectorLists.parse(SHIPPED.lists().version(), Map.of(), "marker,platform,meaning");
        assertThat(List.of(
                        RuleSetDigest.of(fewerOffline, SHIPPED.lists()),
                        RuleSetDigest.of(swapped, SHIPPED.lists()),
                        RuleSetDigest.of(rules, noLists)))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void listsHoldAtLeastSixtyEnginesAndNetworks() {
        assertThat(lines("SEARCH,")).isGreaterThanOrEqualTo(60);
        assertThat(lines("SOCIAL,")).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4}")
    @CsvSource(textBlock = """
            M01 source in any case             | ''     | facebook | ''              | ''     | Social.Facebook       | 14
            M01 source in any case             | ''     | FACEBOOK | ''              | ''     | Social.Facebook       | 14
            M02 medium                         | Facebook | foo    | ''              | ''     | Social.Facebook       | 15
            M02 referrer only                  | ''     | ''       | www.facebook.com/ | ''   | Social.Facebook       | 16
            M07 unmatched medium               | zzz    | ''       | ''              | ''     | Other                 | 45
            M07 unmatched source               | ''     | zzz      | ''              | ''     | Other                 | 46
            M07 nothing at all                 | ''     | ''       | ''              | ''     | Direct                | 41
            M08 paid social by medium          | paidsocial | linkedin | ''          | ''     | Paid Social.LinkedIn  | 7
            M09 ad tag wins over source        | ''     | facebook | ''              | _bl    | Paid Social.LinkedIn  | 7
            organic search                     | ''     | ''       | www.google.co.uk/ | ''   | Organic Search.Google | 10
            paid search                        | cpc    | google   | ''              | gclid  | Paid Search.AdWords   | 1
            webmail                            | ''     | ''       | mail.google.com/ | ''    | Email                 | 32
            assistant                          | ''     | chatgpt.com | ''           | ''     | AI Assistants         | 29
            other page                         | ''     | ''       | en.wikipedia.org/wiki/X | '' | Referral            | 39
            paid by nobody we know             | cpc    | agency   | ''              | ''     | Paid Other            | 38
            affiliate                          | affiliate | partner | ''            | ''     | Affiliates            | 33
            affiliate's link                   | ''     | ''       | www.awin1.com/cread.php | '' | Affiliates          | 33
            affiliate's marker                 | ''     | ''       | ''              | awc    | Affiliates            | 33
            page of the site itself            | ''     | ''       | help.shop.test/ | ''     | Direct                | 41
            push message                       | ''     | firebase | ''              | ''     | Mobile Push           | 44
            redirector of a network            | ''     | ''       | lm.facebook.com/l.php | '' | Social.Facebook      | 16
            redirector of the engine           | ''     | ''       | www.google.com/url | ''  | Organic Search.Google | 10
            app                                | ''     | ''       | com.google.android.gm/ | '' | Email               | 32
            video                              | ''     | youtube  | ''              | ''     | Video                 | 30
            shop                               | ''     | ''       | www.amazon.de/  | ''     | Shopping              | 31
            """, delimiter = '|')
    void sessionsAreWhereTheDocumentationPutsThem(
            String sentence, String medium, String source, String referrer, String click, String path, int row) {
        String[] clicks = click.isEmpty() ? new String[0] : new String[] {click};
        MappingKey key = Keys.aSession()
                .medium(medium)
                .source(source)
                .referrer(referrer)
                .clicks(clicks)
                .key();
        assertThat(CLASSIFIER.classify(key).path()).hasToString(path);
        assertThat(CLASSIFIER.classify(key).rowNumber()).isEqualTo(row);
    }

    @Test
    void activitiesAreMappedByTheirCampaignNameM17() {
        assertThat(CLASSIFIER
                        .classify(Keys.anActivity("Outbound Call Sam", "Call"))
                        .path())
                .hasToString("BDR.Call");
        assertThat(CLASSIFIER
                        .classify(Keys.anActivity("outbound email", "Email"))
                        .path())
                .hasToString("BDR.Email");
        assertThat(CLASSIFIER
                        .classify(Keys.anActivity("Conversation in Drift", ""))
                        .path())
                .hasToString("Other");
    }

    @Test
    void campaignsAreMappedByTheirTypeM16() {
        assertThat(
                        Arrays.asList("Webinar", "TRADE SHOW", "Conference", "Event", "Direct Mail", "Never Heard Of")
                                .stream()
                                .map(type -> CLASSIFIER
                                        .classify(Keys.aCampaign(type))
                                        .path()
                                        .toString()))
                .containsExactly(
                        "Webinar", "Events.Trade Show", "Events.Conference", "Events.Other", "Direct Mail", "Other");
        assertThat(CLASSIFIER.classify(Keys.aCampaign("Never Heard Of")).rowNumber())
                .isZero();
    }

    @Test
    void everyKindOfKeyIsClassifiedWithEveryTextEmpty() {
        for (KeyKind kind : KeyKind.values()) {
            MappingKey empty = new MappingKey("", "", "", "", "", List.of(), kind);
            assertThat(CLASSIFIER.classify(empty).path().toString()).isIn("Direct", "Other");
        }
    }

    private static long lines(String prefix) {
        return SHIPPED.lists().lines().stream()
                .filter(line -> line.startsWith(prefix))
                .count();
    }
}
