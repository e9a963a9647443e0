/**
 * People: what Marketo says about them, who qualifies, how they are stored, merged, buried and erased. Everything that a reading
 * leads to is written in one transaction: the person, its place in the feed of changes, and the history of its fields.
 */
@NullMarked
package dev.touchstone.salessync.person;

import org.jspecify.annotations.NullMarked;
