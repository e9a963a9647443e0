/**
 * Reading of records: SOQL, pages of a query, rounds by the order of system time stamps, logs of changed and deleted ids. Texts of queries
 * and the plan of a round are pure.
 */
@NullMarked
package dev.touchstone.salessync.salesforce.query;

import org.jspecify.annotations.NullMarked;
