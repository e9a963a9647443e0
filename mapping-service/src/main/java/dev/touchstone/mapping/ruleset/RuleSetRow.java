package dev.touchstone.mapping.ruleset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code rule_set}. */
@Entity
@Table(name = "rule_set")
class RuleSetRow {
    @Id
    long version;

    @Enumerated(EnumType.STRING)
    RuleSet.State state;

    @Enumerated(EnumType.STRING)
    RuleSet.Origin origin;

    @Column(name = "published_at")
    Instant publishedAt;

    @Column(name = "detector_list_version")
    String detectorListVersion;

    String digest;

    String author;

    String note;

    @Column(name = "restored_version")
    long restoredVersion;

    /** Null if it decides for all touchpoints. */
    @Column(name = "start_at")
    @Nullable
    Instant startAt;

    @Column(name = "rule_count")
    int ruleCount;

    protected RuleSetRow() {}

    RuleSetRow(RuleSet.Head head) {
        version = head.version();
        state = head.state();
        origin = head.origin();
        publishedAt = head.publication().publishedAt();
        detectorListVersion = head.detectorListVersion();
        digest = head.digest();
        author = head.publication().author();
        note = head.publication().note();
        restoredVersion = head.publication().restoredVersion();
        startAt = head.publication().startAt();
        ruleCount = head.ruleCount();
    }

    RuleSet.Head toHead() {
        return new RuleSet.Head(
                version,
                state,
                origin,
                new RuleSet.Publication(publishedAt, author, note, restoredVersion, startAt),
                detectorListVersion,
                digest,
                ruleCount);
    }
}
