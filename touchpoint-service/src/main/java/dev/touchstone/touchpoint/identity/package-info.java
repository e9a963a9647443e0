/** Says whose a session is, by which evidence. Pure. */
@NullMarked
package dev.touchstone.touchpoint.identity;

import org.jspecify.annotations.NullMarked;
