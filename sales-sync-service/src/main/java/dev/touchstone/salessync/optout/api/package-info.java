/** {@code SalesUnsubscribeService}: opt-outs and the check before a send, over gRPC. */
@NullMarked
package dev.touchstone.salessync.optout.api;

import org.jspecify.annotations.NullMarked;
