package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.SObject;

/** A condition that a record fulfils or not. There are two truths only: a comparison with an empty field is false. */
interface RowTest {
    boolean test(RecordSource source, SObject row);
}
