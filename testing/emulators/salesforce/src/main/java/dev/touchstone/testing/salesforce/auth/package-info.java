/**
 * Logging in: users, connected apps, sessions, and the OAuth and SOAP end points that issue them.
 *
 * <p><b>Source:</b> Salesforce, "OAuth Authorization Flows", "OAuth 2.0 JWT Bearer Flow", "Rotate Refresh Tokens".
 */
@NullMarked
package dev.touchstone.testing.salesforce.auth;

import org.jspecify.annotations.NullMarked;
