/**
 * People: what Marketo says about them, who qualifies, how they are stored and listed. {@code RecordId}, {@code PersonReading},
 * {@code Qualification} and {@code ContentHash} are pure.
 */
@NullMarked
package dev.touchstone.salessync.person;

import org.jspecify.annotations.NullMarked;
