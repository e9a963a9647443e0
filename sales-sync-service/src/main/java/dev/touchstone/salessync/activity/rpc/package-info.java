/** The contract of activities over gRPC: parses requests, renders answers; the features behind it decide. */
@NullMarked
package dev.touchstone.salessync.activity.rpc;

import org.jspecify.annotations.NullMarked;
