/**
 * The service's gRPC surface: parses requests in full, asks the active rules or a use case, renders the answer. Decides
 * nothing.
 */
@NullMarked
package dev.touchstone.mapping.api;

import org.jspecify.annotations.NullMarked;
