/** How values of the domain are read from and written to messages of the contract, where several services share it. */
@NullMarked
package dev.touchstone.touchpoint.api;

import org.jspecify.annotations.NullMarked;
