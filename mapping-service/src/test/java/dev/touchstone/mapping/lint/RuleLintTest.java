package dev.touchstone.mapping.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.ConditionGroup;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is allowed and probably not meant. A row is written as its five cells, Campaign to Referring Website, with {@code /} between
 * them, and its further conditions behind {@code ?}.
 */
class RuleLintTest {
    private static final ChannelPath PATH = new ChannelPath("A", "");

    @Test
    void shippedRulesGiveNoFinding() {
        assertThat(RuleLint.findings(ShippedRules.load().rules())).isEmpty();
    }

    @ParameterizedTest(name = "{0} hides {1}: {2}")
    @CsvSource(delimiterString = "=>", textBlock = """
            //a//                            => /x/a//                               => yes
            //A//                            => /x/a//                               => yes
            /x/a//                           => //a//                                => no
            //a//                            => //b//                                => no
            //a//                            => /a///                                => no
            //a;b;c//                        => /x/c;a//                             => yes
            //a;b//                          => /x/c;a//                             => no
            //a*//                           => //abc//                              => yes
            //a*//                           => //abc*//                             => yes
            //abc*//                         => //a*//                               => no
            //*c//                           => //abc;*bc//                          => yes
            //*b*//                          => //abc;*bc;b*;*abc*//                 => yes
            //*b*//                          => //*//                                => no
            //*//                            => //*b*//                              => yes
            //a*;*a//                        => //ab;ba//                            => yes
            //*//                            => ////[Direct]                         => no
            ////example.com                  => /x///blog.example.com                => yes
            ////example.com                  => /x///myexample.com                   => no
            ////www.example.com              => /x///example.com                     => yes
            ////example                      => /x///blog.example.com                => yes
            ////com                          => /x///blog.example.com                => no
            ////*.com                        => /x///blog.example.com                => yes
            ////*example*                    => /x///blog.example.com                => yes
            ////example.com                  => /x///*.example.com                   => yes
            ////*                            => /x///facebook                        => yes
            ////*                            => ////[Referral]                       => yes
            ////*                            => ////[Email]                          => no
            ///[Facebook]/                   => /x///[facebook]                      => yes
            ////[Facebook];facebook          => /x//[facebook]/                      => yes
            ////[Facebook]                   => /x///[facebook];facebook             => no
            //// ? Source = a                => /x/a//                               => yes
            //// ? Source = a | Source = b   => /x/a//                               => yes
            //// ? Source = a | Source = b   => /x/a;b//                             => no
            //a;b//                          => //// ? Source = a | Source = b       => yes
            //a//                            => //// ? Source = a | Medium = b       => no
            //// ? Source = a                => //a// ? Medium = x | Campaign != y   => yes
            //// ? Source != a               => //b//                                => yes
            //// ? Source != a               => //a*//                               => no
            //// ? Source != abc             => //// ? Source != a*                  => yes
            //// ? Source != a*              => //// ? Source != abc                 => no
            //// ? Source ~ a+               => /x/// ? Source ~ a+                  => yes
            //// ? Source ~ a+               => /x/// ? Source ~ a+b                 => no
            //// ? Campaign != *             => ////[Direct]                         => yes
            //// ? Medium = call             => //// ? Activity Type = call          => yes
            //// ? Parameter.a = x           => /x/// ? Parameter.a = x              => yes
            //// ? Parameter.a = x           => /x/// ? Parameter.b = x              => no
            //// ? Click Marker != gclid     => //// ? Click Marker = msclkid        => no
            //// ? Landing Host = shop.test  => //// ? Landing Host = de.shop.test   => yes
            """)
    void rowIsHiddenByAnEarlierOneThatMatchesAllOfIt(String first, String second, String hidden) {
        List<String> types = types(online(first, second));
        assertThat(types.contains("2 SHADOWED 1")).isEqualTo(hidden.equals("yes"));
        assertThat(types).allMatch(type -> type.equals("2 SHADOWED 1") || type.equals("1 CATCH_ALL_NOT_LAST 2"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "=>", textBlock = """
            //a// ? Source = b                                    => yes
            //a// ? Source = a | Source = b                       => no
            //a// ? Source != *                                   => yes
            //a// ? Source != a*                                  => yes
            //a*// ? Source = *b                                  => no
            //a*// ? Source = b*                                  => yes
            //*a// ? Source = *b                                  => yes
            ////a.test ? Referring Website = b.test               => yes
            ////a.test ? Referring Website = b.a.test             => no
            /x///[Direct]                                         => yes
            ////[Direct];x                                        => no
            //x//[Referral]                                       => yes
            ///[Direct]/a.test                                    => yes
            ///[Referral]/a.test                                  => no
            //// ? Campaign Status = sent                         => yes
            //// ? Campaign Status != sent                        => no
            //// ? Campaign Type = a                              => yes
            ///[Email]/ ? Activity Type = call                    => yes
            //// ? Click Marker = a & Click Marker = b            => no
            //// ? Click Marker = a & Click Marker != a*          => yes
            """)
    void rowIsContradictoryIfNoKeyCanMatchIt(String row, String contradictory) {
        assertThat(types(online(row)))
                .isEqualTo(contradictory.equals("yes") ? List.of("1 CONTRADICTORY 0") : List.of());
    }

    @Test
    void sameConditionsInAnotherOrderAndCaseAreADuplicate() {
        ChannelRules rules = online(
                "//a;B// ? Medium = x | Campaign = y",
                "/x///",
                "//b;A// ? Campaign = Y | Medium = X",
                "/x;y///",
                "/X///");
        assertThat(types(rules)).containsExactly("3 DUPLICATE 1", "5 DUPLICATE 2");
    }

    @Test
    void hiddenRowNamesTheFirstThatHidesIt() {
        assertThat(types(online("/b///", "/*///", "/a*///", "/ab///")))
                .containsExactly("2 CATCH_ALL_NOT_LAST 3", "3 SHADOWED 2", "4 SHADOWED 2");
    }

    @Test
    void offlineRowsAreComparedByTypeAndConditions() {
        List<OfflineRule> offline = List.of(
                offline("Webinar", "Campaign Status = attended"),
                offline("webinar", ""),
                offline("", "Campaign Type = Webinar & Campaign = x"),
                offline("Fair", "Activity Type = call"),
                offline("", "Program Channel = a & Campaign Type = a"),
                offline("", "Program Channel = a"));
        assertThat(types(new ChannelRules(List.of(row("//a//")), offline)))
                .containsExactly("4 SHADOWED 3", "5 CONTRADICTORY 0", "6 CONTRADICTORY 0");
    }

    @Test
    void catchAllsEndTheSheet() {
        assertThat(types(online("/*///", "//a//", "//*//", "/// ? Campaign = *", "//*/*/")))
                .containsExactly("1 CATCH_ALL_NOT_LAST 2", "5 SHADOWED 3");
    }

    @Test
    void paidComesBeforeOrganic() {
        assertThat(types(online("///[AdWords Paid Search]/", "////[Google Organic Search]", "///[Facebook Paid]/")))
                .containsExactly("2 PAID_AFTER_ORGANIC 3");
        assertThat(types(online("////[Facebook]", "/cpc;paid*///")))
                .as("the detector sees no visit with a paid medium")
                .isEmpty();
        assertThat(types(online("////[Facebook];facebook", "/cpc;paid*///"))).containsExactly("1 PAID_AFTER_ORGANIC 2");
    }

    @Test
    void channelsWithSubchannelsAndTheNullChannelAreToldM16() {
        List<ChannelRule> online = List.of(
                new ChannelRule(new ChannelPath("Social", "A"), row("//a//").cells(), ""),
                new ChannelRule(new ChannelPath("Social", ""), row("//b//").cells(), ""),
                new ChannelRule(new ChannelPath("NULL", ""), row("//c//").cells(), ""));
        assertThat(types(new ChannelRules(online, List.of())))
                .containsExactly("2 MISSING_SUBCHANNEL 0", "3 MAPPED_TO_NULL 0");
    }

    @Test
    void tenThousandRowsAreComparedByWhatIsRareInThem() {
        List<ChannelRule> rows = IntStream.range(0, 10_000)
                .mapToObj(i -> row("*c" + i + "x*/cpc/s" + i % 100 + ";t//host" + i % 50 + ".test"))
                .toList();
        List<ChannelRule> all = new ArrayList<>(rows);
        all.add(row("mine-c77x-2026/cpc/s77//host27.test"));
        assertThat(types(new ChannelRules(all, List.of()))).containsExactly("10001 SHADOWED 78");
    }

    private static ChannelRules online(String... rows) {
        return new ChannelRules(Arrays.stream(rows).map(RuleLintTest::row).toList(), List.of());
    }

    private static ChannelRule row(String written) {
        String[] parts = written.split("\\?", 2);
        String[] cells = parts[0].strip().split("/", -1);
        RuleCells row = new RuleCells(cells[0], cells[1], cells[2], cells[3], cells.length > 4 ? cells[4] : "");
        List<ConditionGroup> groups = parts.length > 1 ? ConditionSyntax.parse(parts[1].strip()) : List.of();
        return new ChannelRule(PATH, row, "", groups);
    }

    private static OfflineRule offline(String type, String conditions) {
        return new OfflineRule(type, PATH, ConditionSyntax.parse(conditions));
    }

    private static List<String> types(ChannelRules rules) {
        return RuleLint.findings(rules).stream()
                .map(finding -> finding.rowNumber() + " " + finding.type() + " " + finding.otherRowNumber())
                .toList();
    }
}
