/**
 * Mutual TLS between the services from one directory with a certificate, its key and the authorities. The files may be replaced
 * at any time: connections begin with the new ones, and those that are open go on.
 */
@NullMarked
package dev.touchstone.runtime.tls;

import org.jspecify.annotations.NullMarked;
