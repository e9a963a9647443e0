package dev.touchstone.touchpoint.tuning;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.overlaprule.OverlapRule;
import dev.touchstone.touchpoint.overlaprule.OverlapRules;
import dev.touchstone.touchpoint.overlaprule.OverlapSource;
import dev.touchstone.touchpoint.v1.TouchpointOverlapRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads overlap rules; says everything that is wrong at once. */
final class OverlapRuleRequests {
    private static final String PATH = "settings.overlap_rules";
    private static final Duration MAX_WITHIN = Duration.ofDays(30);

    private OverlapRuleRequests() {}

    /** The rules; none, with violations, if anything is wrong. */
    static OverlapRules rules(List<TouchpointOverlapRule> sent, FieldViolations violations) {
        List<OverlapRule> rules = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            String path = PATH + "[" + i + "]";
            Optional<OverlapRule> rule = rule(path, sent.get(i), violations);
            if (rule.isPresent() && rules.stream().anyMatch(rule.get()::isAboutSources)) {
                violations.add(path, "DUPLICATE", "is about the same two sources as a rule before");
            } else {
                rule.ifPresent(rules::add);
            }
        }
        if (OverlapRules.goRound(rules)) {
            violations.add(PATH, "CIRCULAR", "must not prefer each of three sources to another");
            return OverlapRules.NONE;
        }
        return new OverlapRules(rules);
    }

    private static Optional<OverlapRule> rule(String path, TouchpointOverlapRule message, FieldViolations violations) {
        Optional<OverlapSource> kept = source(path + ".kept_source", message.getKeptSource(), violations);
        Optional<OverlapSource> yielding = source(path + ".yielding_source", message.getYieldingSource(), violations);
        @Nullable Duration within = null;
        if (message.hasWithin()) {
            Optional<Duration> read = SessionSettingsRequests.duration(
                    path + ".within", message.getWithin(), Duration.ZERO, MAX_WITHIN, violations);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            within = read.get();
        }
        if (kept.isEmpty() || yielding.isEmpty()) {
            return Optional.empty();
        }
        if (kept.equals(yielding)) {
            violations.add(path + ".yielding_source", "SAME_SOURCE", "must be another source than kept_source");
            return Optional.empty();
        }
        return Optional.of(new OverlapRule(kept.get(), yielding.get(), within));
    }

    private static Optional<OverlapSource> source(
            String path, dev.touchstone.touchpoint.v1.OverlapSource message, FieldViolations violations) {
        return switch (message) {
            case OVERLAP_SOURCE_CAMPAIGN -> Optional.of(OverlapSource.CAMPAIGN);
            case OVERLAP_SOURCE_PROGRAM -> Optional.of(OverlapSource.PROGRAM);
            case OVERLAP_SOURCE_WEB -> Optional.of(OverlapSource.WEB);
            case OVERLAP_SOURCE_UNSPECIFIED -> {
                violations.add(path, "FIELD_REQUIRED", "is required: campaign, program or web");
                yield Optional.empty();
            }
            case UNRECOGNIZED -> {
                violations.add(path, "UNKNOWN_ENUM_VALUE", "must be campaign, program or web");
                yield Optional.empty();
            }
        };
    }
}
