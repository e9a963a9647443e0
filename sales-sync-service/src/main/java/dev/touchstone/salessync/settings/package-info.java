/**
 * Settings in versions, of which the newest is in force: what features with settings of their own have in common. A feature has the
 * settings themselves, the columns they are in, and what else a change does.
 */
@NullMarked
package dev.touchstone.salessync.settings;

import org.jspecify.annotations.NullMarked;
