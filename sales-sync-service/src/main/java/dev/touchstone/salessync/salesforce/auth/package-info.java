/**
 * How a session comes about: OAuth flows, the refresh token that may change with each use, and one renewal for everybody who finds a
 * session expired. No token is ever part of a text.
 */
@NullMarked
package dev.touchstone.salessync.salesforce.auth;

import org.jspecify.annotations.NullMarked;
