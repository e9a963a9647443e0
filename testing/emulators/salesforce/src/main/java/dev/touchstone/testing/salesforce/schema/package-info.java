/** The types of the organisation: objects, their fields, ids, and how a field's value is read and written. */
@NullMarked
package dev.touchstone.testing.salesforce.schema;

import org.jspecify.annotations.NullMarked;
