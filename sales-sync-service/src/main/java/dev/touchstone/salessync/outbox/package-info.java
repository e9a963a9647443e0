/**
 * What has to reach another system, one durable row each, stored in the transaction of what it tells of. Rows of one person go out
 * in order, whatever fails: a batch that may have been executed is in doubt until a read-back tells, and a row that makes a
 * batch fail is found by splitting. {@link dev.touchstone.salessync.outbox.OutboxMachine} decides and is pure;
 * {@link dev.touchstone.salessync.outbox.OutboxStore} keeps the rows, leased by the database's clock and fenced.
 */
@NullMarked
package dev.touchstone.salessync.outbox;

import org.jspecify.annotations.NullMarked;
