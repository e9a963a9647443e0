/** Bulk API 2.0: jobs that query and jobs that write, their states, their limits and their files. */
@NullMarked
package dev.touchstone.testing.salesforce.bulk;

import org.jspecify.annotations.NullMarked;
