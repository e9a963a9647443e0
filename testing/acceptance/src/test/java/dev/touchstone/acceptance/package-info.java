/**
 * Scenarios of the whole suite: the packaged services as processes, on a real PostgreSQL, through their public
 * contracts. What cannot be asked through a contract is read from the databases.
 */
package dev.touchstone.acceptance;
