/** Says to which account a lead belongs, and by what: a function of leads, accounts and their people. Pure. */
@NullMarked
package dev.touchstone.touchpoint.accountmatch;

import org.jspecify.annotations.NullMarked;
