package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.touchpoint.rule.FieldCatalogue;

/** The fields that rules may test, as they are known now. */
public interface RuleFields {
    /** The standard fields, those that were seen in records, and the calculated ones in force. */
    FieldCatalogue known();

    /** The same without calculated ones: what these are made from. */
    FieldCatalogue ofRecords();
}
