/**
 * Why calls to Salesforce and rows of them fail, and what is to be done about it: its codes as a table, and the errors in the classes
 * that the sync acts on differently. Pure, but for the reading of bodies.
 */
@NullMarked
package dev.touchstone.salessync.salesforce.error;

import org.jspecify.annotations.NullMarked;
