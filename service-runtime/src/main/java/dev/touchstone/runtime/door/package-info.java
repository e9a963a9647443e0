/**
 * What stands before the gRPC server of this Quarkus version, which keeps unfinished messages without a limit for all calls
 * together and leaves calls with malformed frames without an answer.
 */
@NullMarked
package dev.touchstone.runtime.door;

import org.jspecify.annotations.NullMarked;
