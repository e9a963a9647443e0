package dev.touchstone.salessync.crm.read;

import java.net.URI;

/**
 * Where the Pub/Sub API is. Pure.
 *
 * @param url {@code https://host:port}; with {@code http} nothing is encrypted
 */
public record EventBusAddress(URI url) {}
