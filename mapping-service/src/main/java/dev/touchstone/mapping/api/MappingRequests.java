package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.KeyKind;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.MappingKeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the requests of MappingService; names everything that is wrong with one at once. */
final class MappingRequests {
    private static final int MAX_KEYS = 1_000;

    private MappingRequests() {}

    static List<MappingKey> parse(ClassifyRequest request) {
        FieldViolations violations = new FieldViolations();
        int count = request.getMappingKeysCount();
        if (count == 0) {
            violations.add("mapping_keys", "FIELD_REQUIRED", "is required: 1 to " + MAX_KEYS + " keys");
        } else if (count > MAX_KEYS) {
            violations.add("mapping_keys", "TOO_MANY", "must have at most " + MAX_KEYS + " keys but has " + count);
        }
        List<MappingKey> keys = new ArrayList<>(Math.min(count, MAX_KEYS));
        for (int i = 0; i < Math.min(count, MAX_KEYS); i++) {
            parseKey(request.getMappingKeys(i), "mapping_keys[" + i + "]", violations)
                    .ifPresent(keys::add);
        }
        violations.throwIfAny();
        return keys;
    }

    static MappingKey parse(ExplainRequest request) {
        FieldViolations violations = new FieldViolations();
        if (!request.hasMappingKey()) {
            violations.add("mapping_key", "FIELD_REQUIRED", "is required: the key to explain");
            violations.throwIfAny();
        }
        Optional<MappingKey> key = parseKey(request.getMappingKey(), "mapping_key", violations);
        violations.throwIfAny();
        return key.orElseThrow();
    }

    /** The key; empty if anything is wrong with it, and then the violations say what. */
    private static Optional<MappingKey> parseKey(
            dev.touchstone.mapping.v1.MappingKey message, String path, FieldViolations violations) {
        boolean valid = limit(path + ".campaign", message.getCampaign(), violations);
        valid &= limit(path + ".medium", message.getMedium(), violations);
        valid &= limit(path + ".source", message.getSource(), violations);
        valid &= limit(path + ".landing_page", message.getLandingPage(), violations);
        valid &= limit(path + ".referrer", message.getReferrer(), violations);
        valid &= areMarkers(path + ".click_markers", message.getClickMarkersList(), violations);
        Optional<KeyKind> kind = parseKind(path + ".kind", message, violations);
        if (!valid || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MappingKey(
                message.getCampaign(),
                message.getMedium(),
                message.getSource(),
                message.getLandingPage(),
                message.getReferrer(),
                message.getClickMarkersList(),
                kind.get()));
    }

    private static boolean limit(String path, String value, FieldViolations violations) {
        return violations.limitText(path, value, MappingKey.MAX_CHARACTERS);
    }

    private static boolean areMarkers(String path, List<String> markers, FieldViolations violations) {
        if (markers.size() > MappingKey.MAX_CLICK_MARKERS) {
            String limit = "must have at most " + MappingKey.MAX_CLICK_MARKERS + " names but has " + markers.size();
            violations.add(path, "TOO_MANY", limit);
            return false;
        }
        boolean valid = true;
        String before = "";
        for (int i = 0; i < markers.size(); i++) {
            String element = path + "[" + i + "]";
            String marker = markers.get(i);
            if (!violations.requireText(element, marker, MappingKey.MAX_CHARACTERS)) {
                valid = false;
            } else if (!CaseFold.isLowerCase(marker)) {
                violations.add(element, "NOT_LOWER_CASE", "must be in lower case");
                valid = false;
            } else if (marker.compareTo(before) <= 0) {
                violations.add(element, "NOT_SORTED", "must come after the name before it: sorted, each once");
                valid = false;
            }
            before = marker;
        }
        return valid;
    }

    private static Optional<KeyKind> parseKind(
            String path, dev.touchstone.mapping.v1.MappingKey message, FieldViolations violations) {
        MappingKeyKind kind = message.getKind();
        return switch (kind) {
            case MAPPING_KEY_KIND_WEB_SESSION -> Optional.of(KeyKind.WEB_SESSION);
            case MAPPING_KEY_KIND_CRM_CAMPAIGN -> Optional.of(KeyKind.CRM_CAMPAIGN);
            case MAPPING_KEY_KIND_CRM_ACTIVITY -> Optional.of(KeyKind.CRM_ACTIVITY);
            case MAPPING_KEY_KIND_UNSPECIFIED, UNRECOGNIZED -> {
                String known = "must be WEB_SESSION, CRM_CAMPAIGN or CRM_ACTIVITY but is " + message.getKindValue();
                violations.add(path, "UNKNOWN_ENUM_VALUE", known);
                yield Optional.empty();
            }
        };
    }
}
