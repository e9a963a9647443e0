package dev.touchstone.bench;

import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.RuleSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Touchpoints on mapping keys, as SQL makes them, and rules over them. A run's rules differ from those of the run before in a few
 * rows; every key is taken by one of them, so that the shipped rows behind them, which the peers do not have, decide nothing.
 *
 * @param touchpoints how many touchpoints
 * @param keys how many mapping keys
 * @param people how many people
 * @param rows how many rows of rules
 */
record RemapInput(long touchpoints, long keys, long people, int rows) {
    private static final int CHANGED_EACH = 20;

    /** A key by its number {@code k}; campaigns, sources and pages have values beyond those that rules name. */
    private static final String KEY_COLUMNS = """
            'campaign theme-' || (k * 7 % (:rows + :rows / 2)) || ' of ' || (k % 50) AS campaign, 'medium-' || (k % 8) AS medium,
            'source-' || (k * 11 % (:rows * 2)) AS source,
            'shop.example.com/section-' || (k * 13 % (:rows * 2)) || '/page-' || k AS landing_page
            """;

    private static final String FILL_KEYS = """
            INSERT INTO mapping_key (mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers)
            SELECT md5('key ' || k)::uuid, 'WEB_SESSION', campaign, medium, source, landing_page, '', '{}'
            FROM (SELECT k, :columns FROM generate_series(0, :keys - 1) k) keys
            """;

    /** Every key has touchpoints; some have more than others. */
    private static final String FILL_TOUCHPOINTS = """
            INSERT INTO touchpoint (person_id, touchpoint_id, type, touched_at, positions, source, medium, campaign_name,
                                    campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page,
                                    referrer_page_raw, form_url, fact_kind, fact_id, generation_rule, generation_rule_version,
                                    mapping_key_id, digest)
            SELECT md5('person ' || n * 31 % :people)::uuid, md5('touchpoint ' || n)::uuid, 'WEB_VISIT',
                   timestamptz '2025-01-01 00:00:00Z' + n % 31536000 * interval '1 second', '{}', source, medium, campaign, '',
                   '', '', 'https://' || landing_page, 'https://' || landing_page, '', '', '', 'SESSION', n::text, 'Sessions', 1,
                   md5('key ' || k)::uuid, md5('digest ' || n)::uuid
            FROM (SELECT n, k, :columns FROM (
                      SELECT n, CASE WHEN n < :keys THEN n ELSE n * n % :keys END AS k
                      FROM generate_series(0::bigint, :touchpoints - 1) n) numbered) made
            """;

    private String sql(String text) {
        return text.replace(":columns", KEY_COLUMNS)
                .replace(":rows", Integer.toString(rows))
                .replace(":keys", Long.toString(keys))
                .replace(":people", Long.toString(people))
                .replace(":touchpoints", Long.toString(touchpoints));
    }

    String fillKeys() {
        return sql(FILL_KEYS);
    }

    String fillTouchpoints() {
        return sql(FILL_TOUCHPOINTS);
    }

    /**
     * A row.
     *
     * @param column of a touchpoint
     * @param cell of the sheet
     * @param pattern the same as SQL compares it: with {@code LIKE} if it has a percent sign
     * @param pair which of the channels
     */
    record Row(String column, String cell, String pattern, int pair) {
        String sql() {
            return column + (pattern.contains("%") ? " LIKE '" : " = '") + pattern + "'";
        }
    }

    /** The rows of a run: each run puts some of them into other channels. */
    List<Row> rows(int run, int pairs) {
        List<Row> made = new ArrayList<>();
        for (int i = 0; i < rows - 1; i++) {
            boolean changes = i % CHANGED_EACH == 7;
            int pair = (i + (changes ? run : 0)) % pairs;
            made.add(
                    switch (i % 3) {
                        case 0 -> new Row("source", "source-" + i, "source-" + i, pair);
                        case 1 -> new Row("campaign", "*theme-" + i + " of*", "%theme-" + i + " of%", pair);
                        default ->
                            new Row(
                                    "landing_page",
                                    "shop.example.com/section-" + i + "/*",
                                    "shop.example.com/section-" + i + "/%",
                                    pair);
                    });
        }
        made.add(new Row("source", "source-*", "source-%", 0));
        return made;
    }

    /** The same rows for mapping-service. */
    static List<ChannelRule> rules(List<Row> rows, List<Pair> pairs) {
        return rows.stream().map(row -> rule(row, pairs.get(row.pair()))).toList();
    }

    private static ChannelRule rule(Row row, Pair pair) {
        ChannelRule.Builder rule = ChannelRule.newBuilder()
                .setSheet(RuleSheet.RULE_SHEET_ONLINE)
                .setChannel(pair.channel())
                .setSubchannel(pair.subchannel());
        switch (row.column()) {
            case "source" -> rule.setSource(row.cell());
            case "campaign" -> rule.setCampaign(row.cell());
            default -> rule.setLandingPage(row.cell());
        }
        return rule.build();
    }

    /**
     * A channel and its subchannel.
     *
     * @param channel display name
     * @param subchannel display name; empty for none
     */
    record Pair(String channel, String subchannel) {
        String path() {
            return subchannel.isEmpty() ? channel : channel + "." + subchannel;
        }
    }

    /** The same rows as one CASE that gives the path of the channel. */
    static String caseOf(List<Row> rows, List<Pair> pairs) {
        return rows.stream()
                .map(row -> "WHEN " + row.sql() + " THEN '"
                        + pairs.get(row.pair()).path().replace("'", "''") + "'")
                .collect(Collectors.joining(" ", "CASE ", " ELSE 'Other' END"));
    }
}
