package dev.touchstone.mapping.api;

import dev.touchstone.mapping.v1.RuleField;
import java.util.Optional;

/** The values of a key that a condition may test, there and back. */
final class RuleFields {
    private RuleFields() {}

    /** The field; empty for one that is not set or not known. */
    static Optional<dev.touchstone.mapping.classify.RuleField> of(RuleField field) {
        for (dev.touchstone.mapping.classify.RuleField one : dev.touchstone.mapping.classify.RuleField.values()) {
            if (of(one) == field) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    static RuleField of(dev.touchstone.mapping.classify.RuleField field) {
        return switch (field) {
            case CAMPAIGN -> RuleField.RULE_FIELD_CAMPAIGN;
            case MEDIUM -> RuleField.RULE_FIELD_MEDIUM;
            case SOURCE -> RuleField.RULE_FIELD_SOURCE;
            case LANDING_PAGE -> RuleField.RULE_FIELD_LANDING_PAGE;
            case LANDING_HOST -> RuleField.RULE_FIELD_LANDING_HOST;
            case LANDING_PATH -> RuleField.RULE_FIELD_LANDING_PATH;
            case QUERY_PARAMETER -> RuleField.RULE_FIELD_QUERY_PARAMETER;
            case REFERRING_WEBSITE -> RuleField.RULE_FIELD_REFERRING_WEBSITE;
            case REFERRER_PATH -> RuleField.RULE_FIELD_REFERRER_PATH;
            case CLICK_MARKER -> RuleField.RULE_FIELD_CLICK_MARKER;
            case CAMPAIGN_TYPE -> RuleField.RULE_FIELD_CAMPAIGN_TYPE;
            case CAMPAIGN_STATUS -> RuleField.RULE_FIELD_CAMPAIGN_STATUS;
            case PROGRAM_CHANNEL -> RuleField.RULE_FIELD_PROGRAM_CHANNEL;
            case ACTIVITY_TYPE -> RuleField.RULE_FIELD_ACTIVITY_TYPE;
        };
    }
}
