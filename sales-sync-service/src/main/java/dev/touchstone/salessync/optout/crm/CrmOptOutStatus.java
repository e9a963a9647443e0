package dev.touchstone.salessync.optout.crm;

import java.time.Instant;
import java.util.Optional;

/**
 * How opt-outs with Salesforce stand. Pure.
 *
 * @param searches opt-outs whose records are still to be found
 * @param pending records that are still to be set
 * @param failed records that Salesforce refuses to set
 * @param gone records that the integration user does not see
 * @param oldest since when the oldest of what is still to be done waits, UTC; empty if nothing does
 */
public record CrmOptOutStatus(long searches, long pending, long failed, long gone, Optional<Instant> oldest) {}
