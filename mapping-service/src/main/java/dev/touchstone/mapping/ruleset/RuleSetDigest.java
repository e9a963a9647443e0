package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.ConditionGroup;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.detect.DetectorLists;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over everything that classification depends on: equal digests classify equally. */
public final class RuleSetDigest {
    private final MessageDigest digest;

    private RuleSetDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest, lower-case hexadecimal. */
    public static String of(ChannelRules rules, DetectorLists lists) {
        RuleSetDigest digest = new RuleSetDigest();
        digest.add(rules.online().size());
        for (ChannelRule rule : rules.online()) {
            digest.add(rule.path().channel());
            digest.add(rule.path().subchannel());
            for (Column column : RuleCells.COLUMNS) {
                digest.add(rule.cells().cell(column));
            }
            digest.add(rule.note());
        }
        digest.add(rules.offline().size());
        for (OfflineRule rule : rules.offline()) {
            digest.add(rule.campaignType());
            digest.add(rule.path().channel());
            digest.add(rule.path().subchannel());
        }
        digest.add(lists.version());
        lists.lines().forEach(digest::add);
        digest.addConditions(rules);
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    /**
     * Adds the further conditions of the rows that have any, each behind a number that no length is: so the digests of rules
     * without them are what they were before there were any.
     */
    private void addConditions(ChannelRules rules) {
        int row = 0;
        for (ChannelRule rule : rules.online()) {
            addConditions(++row, rule.anyOf());
        }
        for (OfflineRule rule : rules.offline()) {
            addConditions(++row, rule.anyOf());
        }
    }

    private void addConditions(int row, List<ConditionGroup> groups) {
        if (!groups.isEmpty()) {
            add(-row);
            add(ConditionSyntax.format(groups));
        }
    }

    /** Adds a text with its length before it, so that no two sequences of texts have the same bytes. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private void add(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
