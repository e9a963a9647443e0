/** What whoever runs the service asks: how much waits, derive anew, compare. */
@NullMarked
package dev.touchstone.touchpoint.admin;

import org.jspecify.annotations.NullMarked;
