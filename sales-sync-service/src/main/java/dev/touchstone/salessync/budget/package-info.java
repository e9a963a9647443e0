/**
 * How often Marketo is called: calls per window, calls at a time, calls a day, who goes first, what is done after 606, 607, 615
 * and outages. One state in PostgreSQL for all processes. What decides is pure; {@code SharedCallGate} is what callers wait at.
 */
@NullMarked
package dev.touchstone.salessync.budget;

import org.jspecify.annotations.NullMarked;
