/** Writing and reading of single records and collections of them; each row has its own fate. */
@NullMarked
package dev.touchstone.salessync.salesforce.write;

import org.jspecify.annotations.NullMarked;
