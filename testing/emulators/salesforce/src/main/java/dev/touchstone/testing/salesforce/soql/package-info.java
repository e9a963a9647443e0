/** SOQL: from text to rows. Queries run on one consistent state, as a user, and by an index wherever one helps. */
@NullMarked
package dev.touchstone.testing.salesforce.soql;

import org.jspecify.annotations.NullMarked;
