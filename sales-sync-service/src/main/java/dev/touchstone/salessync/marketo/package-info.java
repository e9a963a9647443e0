/**
 * Marketo's REST API as a client sees it: token, calls, pace, errors, leads. It translates and decides nothing about people.
 * {@link dev.touchstone.salessync.marketo.RetryPolicy}, {@link dev.touchstone.salessync.marketo.TokenBucket},
 * {@link dev.touchstone.salessync.marketo.MarketoErrors} and {@link dev.touchstone.salessync.marketo.QuotaDay} are pure.
 */
@NullMarked
package dev.touchstone.salessync.marketo;

import org.jspecify.annotations.NullMarked;
