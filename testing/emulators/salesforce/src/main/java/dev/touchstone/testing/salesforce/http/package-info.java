/** Calls, replies and refusals in the manner of Salesforce's REST API. */
@NullMarked
package dev.touchstone.testing.salesforce.http;

import org.jspecify.annotations.NullMarked;
