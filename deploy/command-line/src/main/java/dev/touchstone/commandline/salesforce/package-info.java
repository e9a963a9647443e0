/** Data exports of Salesforce: which file holds what, which column is which field, what a cell says. Pure. */
@NullMarked
package dev.touchstone.commandline.salesforce;

import org.jspecify.annotations.NullMarked;
