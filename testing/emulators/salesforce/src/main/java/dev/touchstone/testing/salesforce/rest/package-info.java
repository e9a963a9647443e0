/**
 * The REST API below {@code /services/data}: versions, limits, describe, queries, records, collections, composite requests,
 * changed and deleted ids.
 *
 * <p><b>Source:</b> Salesforce, "REST API Developer Guide".
 */
@NullMarked
package dev.touchstone.testing.salesforce.rest;

import org.jspecify.annotations.NullMarked;
