/** The feed of the changes of people, in one order for all readers, everybody as they are before it, and the history of fields. */
@NullMarked
package dev.touchstone.salessync.person.change;

import org.jspecify.annotations.NullMarked;
