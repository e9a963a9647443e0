/** Calls to the services: connections, deadlines, retries, and errors in words. */
@NullMarked
package dev.touchstone.commandline.rpc;

import org.jspecify.annotations.NullMarked;
