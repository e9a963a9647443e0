/**
 * Who may call what. Every RPC stands in one table with the role it needs; what does not stand there is refused. Callers show
 * a token of an issuer that the operator names; without an issuer a service takes everybody, and calls from its own machine only.
 */
@NullMarked
package dev.touchstone.runtime.access;

import org.jspecify.annotations.NullMarked;
