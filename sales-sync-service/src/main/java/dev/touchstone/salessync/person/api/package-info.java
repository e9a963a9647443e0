/** People and groups over gRPC: reads requests, writes answers, and refuses what would change people here. */
@NullMarked
package dev.touchstone.salessync.person.api;

import org.jspecify.annotations.NullMarked;
