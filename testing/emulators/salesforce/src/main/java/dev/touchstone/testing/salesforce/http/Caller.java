package dev.touchstone.testing.salesforce.http;

/**
 * Who calls.
 *
 * @param userId id of the user's record
 * @param username the user's name at login
 * @param application the connected app the session was issued to; empty for a login by SOAP
 */
public record Caller(String userId, String username, String application) {}
