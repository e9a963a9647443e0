/** What is logged to Salesforce, and how: versions of settings, of which the newest is in force. */
@NullMarked
package dev.touchstone.salessync.task.settings;

import org.jspecify.annotations.NullMarked;
