/**
 * The custom activity types that activities are written into: which there have to be, which there are, and what is to be done about
 * the difference. {@link dev.touchstone.salessync.activity.schema.ActivityTypePlan} decides and is pure.
 */
@NullMarked
package dev.touchstone.salessync.activity.schema;

import org.jspecify.annotations.NullMarked;
