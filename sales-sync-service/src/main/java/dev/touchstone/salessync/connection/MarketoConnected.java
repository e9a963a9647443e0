package dev.touchstone.salessync.connection;

/** Says, within the transaction that stores it, that working credentials for Marketo are there. */
public record MarketoConnected() {}
