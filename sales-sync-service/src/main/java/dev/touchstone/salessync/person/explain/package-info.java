/** Says why a person is synchronised or not, and where each field comes from. */
@NullMarked
package dev.touchstone.salessync.person.explain;

import org.jspecify.annotations.NullMarked;
