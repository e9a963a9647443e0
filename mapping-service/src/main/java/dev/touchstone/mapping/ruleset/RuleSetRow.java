package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.OfflineRule;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.ListIndexBase;
import org.jspecify.annotations.Nullable;

/** A row of {@code rule_set} with its rows of {@code channel_rule}. */
@Entity
@Table(name = "rule_set")
class RuleSetRow {
    @Id
    long version;

    @Enumerated(EnumType.STRING)
    RuleSet.State state;

    @Enumerated(EnumType.STRING)
    RuleSet.Origin origin;

    /** Null for a draft. */
    @Column(name = "published_at")
    @Nullable
    Instant publishedAt;

    @Column(name = "detector_list_version")
    String detectorListVersion;

    String digest;

    @ElementCollection
    @CollectionTable(name = "channel_rule", joinColumns = @JoinColumn(name = "version"))
    @OrderColumn(name = "row_number")
    @ListIndexBase(1)
    List<ChannelRuleRow> rules = new ArrayList<>();

    protected RuleSetRow() {}

    static RuleSetRow of(RuleSet ruleSet) {
        RuleSetRow row = new RuleSetRow();
        row.version = ruleSet.version();
        row.state = RuleSet.State.PUBLISHED;
        row.origin = ruleSet.origin();
        row.publishedAt = ruleSet.publishedAt();
        row.detectorListVersion = ruleSet.basis().detectorListVersion();
        row.digest = ruleSet.basis().digest();
        ruleSet.basis().rules().online().forEach(rule -> row.rules.add(ChannelRuleRow.of(rule)));
        ruleSet.basis().rules().offline().forEach(rule -> row.rules.add(ChannelRuleRow.of(rule)));
        return row;
    }

    RuleSet.Head toHead() {
        return new RuleSet.Head(version, origin, detectorListVersion, digest);
    }

    RuleSet toPublished() {
        List<ChannelRule> online = rules.stream()
                .filter(rule -> rule.sheet() == ChannelRuleRow.Sheet.ONLINE)
                .map(ChannelRuleRow::toOnline)
                .toList();
        List<OfflineRule> offline = rules.stream()
                .filter(rule -> rule.sheet() == ChannelRuleRow.Sheet.OFFLINE)
                .map(ChannelRuleRow::toOffline)
                .toList();
        RuleSet.RuleBasis basis = new RuleSet.RuleBasis(new ChannelRules(online, offline), detectorListVersion, digest);
        return new RuleSet(version, origin, Objects.requireNonNull(publishedAt, "a draft is not published"), basis);
    }
}
