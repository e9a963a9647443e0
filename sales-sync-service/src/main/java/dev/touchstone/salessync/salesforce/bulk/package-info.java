/** Queries as jobs, for results of many thousand records. */
@NullMarked
package dev.touchstone.salessync.salesforce.bulk;

import org.jspecify.annotations.NullMarked;
