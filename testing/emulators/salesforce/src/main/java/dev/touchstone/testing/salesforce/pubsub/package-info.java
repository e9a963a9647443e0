/**
 * The Pub/Sub API: changes of records become Avro events, which are kept for three days and sent to whoever subscribes, over
 * real gRPC, with the flow control, the keep-alives and the errors of the original.
 */
@NullMarked
package dev.touchstone.testing.salesforce.pubsub;

import org.jspecify.annotations.NullMarked;
