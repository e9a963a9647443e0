/**
 * The connection to Marketo: tried before it replaces what is there, stored with the secret encrypted, never shown again. It
 * belongs to the deployment and is always of one instance. {@link dev.touchstone.salessync.connection.ConnectedMarketo} opens it
 * for everybody who calls.
 */
@NullMarked
package dev.touchstone.salessync.connection;

import org.jspecify.annotations.NullMarked;
