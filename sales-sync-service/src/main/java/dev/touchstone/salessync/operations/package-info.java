/** The operator's side over gRPC: connect, start, pause, status. Parses and renders; the features decide. */
@NullMarked
package dev.touchstone.salessync.operations;

import org.jspecify.annotations.NullMarked;
