package dev.touchstone.touchpoint.identity;

import java.time.Instant;

/**
 * A task of the CRM in which a call-tracking product named the visitor, and whose lead has an e-mail address.
 *
 * @param activityId the task
 * @param email the lead's address, lower case
 * @param time when the call took place
 */
public record CallIdentity(String activityId, String email, Instant time) {}
