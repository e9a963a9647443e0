package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.MatchView;
import dev.touchstone.mapping.v1.RuleSetReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the requests of MappingService; names everything that is wrong with one at once. */
final class MappingRequests {
    private static final int MAX_KEYS = 1_000;

    /**
     * Keys to classify.
     *
     * @param rowNumbersOnly true if the answer shall name rows alone
     */
    record Batch(List<MappingKey> keys, RuleSetChoice rules, boolean rowNumbersOnly) {}

    /** A key to explain. */
    record Question(MappingKey key, RuleSetChoice rules) {}

    private MappingRequests() {}

    /**
     * Reads a batch.
     *
     * @param prefix what stands before the path of a field: empty, or {@code batch.}
     */
    static Batch parse(ClassifyRequest request, String prefix) {
        FieldViolations violations = new FieldViolations();
        List<MappingKey> keys = keys(request, prefix + "mapping_keys", violations);
        RuleSetChoice rules = request.hasRuleSet()
                ? rules(request.getRuleSet(), prefix + "rule_set", violations)
                : new RuleSetChoice.Active();
        boolean rowNumbersOnly = isOfRowNumbers(request, prefix + "view", violations);
        violations.throwIfAny();
        return new Batch(keys, rules, rowNumbersOnly);
    }

    private static List<MappingKey> keys(ClassifyRequest request, String path, FieldViolations violations) {
        int count = request.getMappingKeysCount();
        if (count == 0) {
            violations.add(path, "FIELD_REQUIRED", "is required: 1 to " + MAX_KEYS + " keys");
        } else if (count > MAX_KEYS) {
            violations.add(path, "TOO_MANY", "must have at most " + MAX_KEYS + " keys but has " + count);
        }
        List<MappingKey> keys = new ArrayList<>(Math.min(count, MAX_KEYS));
        for (int i = 0; i < Math.min(count, MAX_KEYS); i++) {
            @Nullable MappingKey key = MappingKeyMessages.read(request.getMappingKeys(i));
            if (key == null) {
                MappingKeyMessages.addViolations(request.getMappingKeys(i), path + "[" + i + "]", violations);
            } else {
                keys.add(key);
            }
        }
        return keys;
    }

    static Question parse(ExplainRequest request) {
        FieldViolations violations = new FieldViolations();
        @Nullable MappingKey key = null;
        if (request.hasMappingKey()) {
            key = MappingKeyMessages.read(request.getMappingKey());
            if (key == null) {
                MappingKeyMessages.addViolations(request.getMappingKey(), "mapping_key", violations);
            }
        } else {
            violations.add("mapping_key", "FIELD_REQUIRED", "is required: the key to explain");
        }
        RuleSetChoice rules =
                request.hasRuleSet() ? rules(request.getRuleSet(), "rule_set", violations) : new RuleSetChoice.Active();
        violations.throwIfAny();
        return new Question(Optional.ofNullable(key).orElseThrow(), rules);
    }

    /** The rules that a reference names; if it is wrong, the violations say so, and the answer means nothing. */
    private static RuleSetChoice rules(RuleSetReference reference, String path, FieldViolations violations) {
        switch (reference.getRuleSetCase()) {
            case VERSION -> {
                if (reference.getVersion() >= 1) {
                    return new RuleSetChoice.Version(reference.getVersion());
                }
                violations.add(
                        path + ".version", "OUT_OF_RANGE", "must be at least 1 but is " + reference.getVersion());
            }
            case DRAFT_ID -> {
                try {
                    return new RuleSetChoice.Draft(UUID.fromString(reference.getDraftId()));
                } catch (IllegalArgumentException e) {
                    violations.add(path + ".draft_id", "INVALID_ID", "must be a UUID");
                }
            }
            case RULESET_NOT_SET -> violations.add(path, "FIELD_REQUIRED", "must name a version or a draft");
        }
        return new RuleSetChoice.Active();
    }

    private static boolean isOfRowNumbers(ClassifyRequest request, String path, FieldViolations violations) {
        MatchView view = request.getView();
        return switch (view) {
            case MATCH_VIEW_UNSPECIFIED, MATCH_VIEW_CHANNELS -> false;
            case MATCH_VIEW_ROW_NUMBERS -> true;
            case UNRECOGNIZED -> {
                String known = "must be CHANNELS or ROW_NUMBERS but is " + request.getViewValue();
                violations.add(path, "UNKNOWN_ENUM_VALUE", known);
                yield false;
            }
        };
    }
}
