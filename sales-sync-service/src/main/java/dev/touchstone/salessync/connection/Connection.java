package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.marketo.MarketoCredentials;
import java.util.Optional;

/**
 * The stored connection.
 *
 * @param credentials empty if the secret cannot be decrypted: the key is missing or another one
 * @param revision counts the replacements, from 1
 */
public record Connection(Optional<MarketoCredentials> credentials, long revision) {}
