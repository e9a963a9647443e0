/**
 * What sellers did with a person and what came back: recorded once per key of the caller, stored together with its row in the
 * outbox, moved when people are merged, emptied when a person is erased. {@link dev.touchstone.salessync.activity.ActivityContent}
 * and the other values are pure.
 */
@NullMarked
package dev.touchstone.salessync.activity;

import org.jspecify.annotations.NullMarked;
