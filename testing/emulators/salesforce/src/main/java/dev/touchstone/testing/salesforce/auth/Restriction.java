package dev.touchstone.testing.salesforce.auth;

/** What keeps a user from working. */
public enum Restriction {
    /** The user was deactivated: no login, and sessions end. */
    INACTIVE("inactive user"),
    /** Logins from this address are not allowed; sessions go on. */
    IP_RESTRICTED("ip restricted"),
    /** The user lacks the permission to use the API: sessions are issued, calls are refused. */
    API_DISABLED("");

    private final String atLogin;

    Restriction(String atLogin) {
        this.atLogin = atLogin;
    }

    /** Why a login is refused; empty if it is not. */
    String atLogin() {
        return atLogin;
    }
}
