/** Groups of people: those that make themselves, and those that users keep by hand. */
@NullMarked
package dev.touchstone.salessync.person.group;

import org.jspecify.annotations.NullMarked;
