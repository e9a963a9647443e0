/**
 * The connection to Marketo: tried before it replaces what is there, stored with the secret encrypted, never shown again.
 */
@NullMarked
package dev.touchstone.salessync.connection;

import org.jspecify.annotations.NullMarked;
