/** What holds the service together: settings, the beans made from them, and the loop that lets the sync go on. */
@NullMarked
package dev.touchstone.salessync.runtime;

import org.jspecify.annotations.NullMarked;
