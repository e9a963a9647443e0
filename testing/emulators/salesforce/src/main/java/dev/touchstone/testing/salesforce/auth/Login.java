package dev.touchstone.testing.salesforce.auth;

/**
 * Who may log in.
 *
 * @param userId id of the user's record
 * @param username name at login
 * @param password password
 * @param securityToken what follows the password in a login by SOAP
 * @param displayName full name
 * @param email address
 */
public record Login(
        String userId, String username, String password, String securityToken, String displayName, String email) {}
