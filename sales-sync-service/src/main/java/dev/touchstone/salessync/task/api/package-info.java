/** Tasks over gRPC: what is logged, how far it is, and how much of it there is. */
@NullMarked
package dev.touchstone.salessync.task.api;

import org.jspecify.annotations.NullMarked;
