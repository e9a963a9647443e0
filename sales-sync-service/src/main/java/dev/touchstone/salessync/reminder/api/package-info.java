/** Reminders over gRPC. */
@NullMarked
package dev.touchstone.salessync.reminder.api;

import org.jspecify.annotations.NullMarked;
