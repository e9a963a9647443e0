package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.touchpoint.rule.FieldCatalogue;

/** The fields that rules may test, as they are known now. */
public interface RuleFields {
    /** The standard fields and those that were seen in records. */
    FieldCatalogue known();
}
