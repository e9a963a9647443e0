package dev.touchstone.mapping.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is read as the same rows, and written again as the same bytes. */
class RuleSheetRoundTripTest {
    private static final List<String> PIECES = List.of(
            "\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "ä",
            "ß",
            "日本",
            "😀",
            "=1+1",
            "+",
            "-",
            "@",
            "'",
            "#",
            " ",
            "*",
            "|",
            "\\",
            "\uFEFF",
            "\u2028",
            "email",
            "Do Not Remove",
            "[Direct]",
            "end");
    private static final List<String> CONDITIONS = List.of(
            "",
            "Campaign = a",
            "Landing Path = /events* & Parameter.promo != 5off | Campaign ~ \"^q[1-4]|x\"",
            "Source !~ \"a\\\\.b\"");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTextComesBackInEveryDialect(long seed) {
        Random random = new Random(seed);
        List<ChannelRule> online = IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> new ChannelRule(
                        new ChannelPath("C" + text(random), text(random)),
                        new RuleCells(text(random), text(random), text(random), text(random), text(random)),
                        text(random),
                        ConditionSyntax.parse(pick(random, CONDITIONS))))
                .toList();
        List<OfflineRule> offline = IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> new OfflineRule(
                        text(random),
                        new ChannelPath("C" + text(random), text(random)),
                        ConditionSyntax.parse(pick(random, CONDITIONS))))
                .toList();
        for (SheetDialect dialect : SheetDialect.values()) {
            byte[] onlineSheet = RuleSheetWriter.writeOnline(online, dialect);
            ReadSheet<ChannelRule> readOnline = RuleSheetReader.readOnline(onlineSheet);
            assertThat(readOnline.problems()).as("seed %d, %s", seed, dialect).isEmpty();
            assertThat(readOnline.rules()).as("seed %d, %s", seed, dialect).isEqualTo(online);
            assertThat(RuleSheetWriter.writeOnline(readOnline.rules(), dialect)).isEqualTo(onlineSheet);
            byte[] offlineSheet = RuleSheetWriter.writeOffline(offline, dialect);
            ReadSheet<OfflineRule> readOffline = RuleSheetReader.readOffline(offlineSheet, online.size());
            assertThat(readOffline.problems()).as("seed %d, %s", seed, dialect).isEmpty();
            assertThat(readOffline.rules()).as("seed %d, %s", seed, dialect).isEqualTo(offline);
            assertThat(RuleSheetWriter.writeOffline(readOffline.rules(), dialect))
                    .isEqualTo(offlineSheet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shippedRulesAreWrittenAsTheyAreRead(SheetDialect dialect) {
        ShippedRules shipped = ShippedRules.load();
        byte[] sheet = RuleSheetWriter.writeOnline(shipped.rules().online(), dialect);
        assertThat(RuleSheetReader.readOnline(sheet).rules())
                .isEqualTo(shipped.rules().online());
    }

    @Test
    void plainSheetIsTheFileThatShips() throws Exception {
        ShippedRules shipped = ShippedRules.load();
        try (var file = ShippedRules.class.getClassLoader().getResourceAsStream("ruleset/default-rules.csv")) {
            assertThat(RuleSheetWriter.writeOnline(shipped.rules().online(), SheetDialect.PLAIN))
                    .isEqualTo(file.readAllBytes());
        }
    }

    @Test
    void excelDialectsHaveMarkSeparatorAndLineEnds() {
        List<OfflineRule> rules = List.of(new OfflineRule("=a;b", new ChannelPath("C, D", "")));
        assertThat(new String(RuleSheetWriter.writeOffline(rules, SheetDialect.EXCEL), UTF_8))
                .isEqualTo("\uFEFFCampaign Type,Channel,Subchannel\r\n'=a;b,\"C, D\",\r\n");
        assertThat(new String(RuleSheetWriter.writeOffline(rules, SheetDialect.EXCEL_SEMICOLON), UTF_8))
                .isEqualTo("\uFEFFCampaign Type;Channel;Subchannel\r\n\"'=a;b\";C, D;\r\n");
        assertThat(new String(RuleSheetWriter.writeOffline(rules, SheetDialect.PLAIN), UTF_8))
                .isEqualTo("Campaign Type,Channel,Subchannel\n'=a;b,\"C, D\",\n");
    }

    /** What anybody may write into a rule is no formula on the machine of whoever opens the sheet. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@a", "=cmd|' /C calc'!A0"})
    void noCellIsAFormula(String text) {
        List<OfflineRule> rules = List.of(new OfflineRule(text, new ChannelPath("C", "")));

        byte[] sheet = RuleSheetWriter.writeOffline(rules, SheetDialect.PLAIN);

        assertThat(new String(sheet, UTF_8).lines().skip(1).findFirst().orElseThrow())
                .matches("\"?'.*");
        assertThat(RuleSheetReader.readOffline(sheet, 0).rules()).isEqualTo(rules);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        while (random.nextInt(3) > 0) {
            text.append(pick(random, PIECES));
        }
        return text.toString();
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
