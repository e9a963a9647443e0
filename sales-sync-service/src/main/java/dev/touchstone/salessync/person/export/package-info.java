/** What is stored about a person, for a privacy request. */
@NullMarked
package dev.touchstone.salessync.person.export;

import org.jspecify.annotations.NullMarked;
