/**
 * One organisation in memory: its records and what happens when they are written, the journal of changes, and the truth log.
 * Nothing here knows of HTTP.
 */
@NullMarked
package dev.touchstone.testing.salesforce.org;

import org.jspecify.annotations.NullMarked;
