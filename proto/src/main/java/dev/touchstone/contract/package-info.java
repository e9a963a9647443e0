/**
 * The few lines every server needs to keep the wire contract: how a refusal becomes a {@code google.rpc.Status}, how a
 * field violation is written, how a page token is bound to its request.
 */
@NullMarked
package dev.touchstone.contract;

import org.jspecify.annotations.NullMarked;
