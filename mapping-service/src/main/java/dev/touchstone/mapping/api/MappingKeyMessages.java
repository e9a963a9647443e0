package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.KeyKind;
import dev.touchstone.mapping.v1.LandingParameter;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads mapping keys. A right key, which nearly all are, is read without a word being written; only a wrong one is looked at a
 * second time, to say what is wrong with it.
 */
final class MappingKeyMessages {
    private static final int MAX_CHARACTERS = dev.touchstone.mapping.classify.MappingKey.MAX_CHARACTERS;
    private static final int MAX_CLICK_MARKERS = dev.touchstone.mapping.classify.MappingKey.MAX_CLICK_MARKERS;
    private static final int MAX_PARAMETERS = dev.touchstone.mapping.classify.MappingKey.MAX_LANDING_PARAMETERS;
    private static final int MAX_NAME_CHARACTERS =
            dev.touchstone.mapping.classify.MappingKey.MAX_PARAMETER_NAME_CHARACTERS;

    private MappingKeyMessages() {}

    /** The key; null if anything is wrong with it. */
    static dev.touchstone.mapping.classify.@Nullable MappingKey read(MappingKey message) {
        @Nullable KeyKind kind = kind(message.getKind());
        boolean right = kind != null
                && isText(message.getCampaign())
                && isText(message.getMedium())
                && isText(message.getSource())
                && isText(message.getLandingPage())
                && isText(message.getReferrer())
                && isText(message.getStatus())
                && (message.getClickMarkersCount() == 0 || areMarkers(message.getClickMarkersList()))
                && (message.getLandingParametersCount() == 0 || areParameters(message.getLandingParametersList()));
        if (!right || kind == null) {
            return null;
        }
        return new dev.touchstone.mapping.classify.MappingKey(
                message.getCampaign(),
                message.getMedium(),
                message.getSource(),
                message.getLandingPage(),
                message.getReferrer(),
                message.getClickMarkersList(),
                kind,
                message.getStatus(),
                parameters(message));
    }

    private static @Nullable KeyKind kind(MappingKeyKind kind) {
        return switch (kind) {
            case MAPPING_KEY_KIND_WEB_SESSION -> KeyKind.WEB_SESSION;
            case MAPPING_KEY_KIND_CRM_CAMPAIGN -> KeyKind.CRM_CAMPAIGN;
            case MAPPING_KEY_KIND_CRM_ACTIVITY -> KeyKind.CRM_ACTIVITY;
            case MAPPING_KEY_KIND_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static boolean isText(String text) {
        return text.length() <= MAX_CHARACTERS && text.indexOf('\0') < 0;
    }

    private static boolean areMarkers(List<String> markers) {
        return isRight(violations -> addMarkers(markers, "", violations));
    }

    private static boolean areParameters(List<LandingParameter> parameters) {
        return isRight(violations -> addParameters(parameters, "", violations));
    }

    private static boolean isRight(Consumer<FieldViolations> check) {
        FieldViolations violations = new FieldViolations();
        check.accept(violations);
        return violations.isEmpty();
    }

    private static SortedMap<String, String> parameters(MappingKey message) {
        if (message.getLandingParametersCount() == 0) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, String> parameters = new TreeMap<>();
        for (LandingParameter parameter : message.getLandingParametersList()) {
            parameters.put(parameter.getName(), parameter.getValue());
        }
        return parameters;
    }

    /** Names everything that is wrong with a key. */
    static void addViolations(MappingKey message, String path, FieldViolations violations) {
        violations.limitText(path + ".campaign", message.getCampaign(), MAX_CHARACTERS);
        violations.limitText(path + ".medium", message.getMedium(), MAX_CHARACTERS);
        violations.limitText(path + ".source", message.getSource(), MAX_CHARACTERS);
        violations.limitText(path + ".landing_page", message.getLandingPage(), MAX_CHARACTERS);
        violations.limitText(path + ".referrer", message.getReferrer(), MAX_CHARACTERS);
        addMarkers(message.getClickMarkersList(), path + ".click_markers", violations);
        if (kind(message.getKind()) == null) {
            String known = "must be WEB_SESSION, CRM_CAMPAIGN or CRM_ACTIVITY but is " + message.getKindValue();
            violations.add(path + ".kind", "UNKNOWN_ENUM_VALUE", known);
        }
        violations.limitText(path + ".status", message.getStatus(), MAX_CHARACTERS);
        addParameters(message.getLandingParametersList(), path + ".landing_parameters", violations);
    }

    private static void addMarkers(List<String> markers, String path, FieldViolations violations) {
        if (markers.size() > MAX_CLICK_MARKERS) {
            String limit = "must have at most " + MAX_CLICK_MARKERS + " names but has " + markers.size();
            violations.add(path, "TOO_MANY", limit);
            return;
        }
        String before = "";
        for (int i = 0; i < markers.size(); i++) {
            addName(markers.get(i), before, MAX_CHARACTERS, path + "[" + i + "]", violations);
            before = markers.get(i);
        }
    }

    private static void addParameters(List<LandingParameter> parameters, String path, FieldViolations violations) {
        if (parameters.size() > MAX_PARAMETERS) {
            String limit = "must have at most " + MAX_PARAMETERS + " parameters but has " + parameters.size();
            violations.add(path, "TOO_MANY", limit);
            return;
        }
        String before = "";
        for (int i = 0; i < parameters.size(); i++) {
            LandingParameter parameter = parameters.get(i);
            String element = path + "[" + i + "]";
            addName(parameter.getName(), before, MAX_NAME_CHARACTERS, element + ".name", violations);
            violations.limitText(element + ".value", parameter.getValue(), MAX_CHARACTERS);
            before = parameter.getName();
        }
    }

    /** Checks one of several names, which are in lower case, sorted, each once. */
    private static void addName(String name, String before, int max, String path, FieldViolations violations) {
        if (!violations.requireText(path, name, max)) {
            return;
        }
        if (!CaseFold.isLowerCase(name)) {
            violations.add(path, "NOT_LOWER_CASE", "must be in lower case");
        } else if (name.compareTo(before) <= 0) {
            violations.add(path, "NOT_SORTED", "must come after the name before it: sorted, each once");
        }
    }
}
