/** Bulk extract of people: jobs that are created, queued and run, their limits, and the files that they write. */
@NullMarked
package dev.touchstone.testing.marketo.bulk;

import org.jspecify.annotations.NullMarked;
