/**
 * The people of the instance: what fields there are, who is stored or generated, how people are found, written, merged and
 * deleted. Every edit is told to a {@link dev.touchstone.testing.marketo.lead.LeadJournal}, from which the change feeds are
 * made.
 */
@NullMarked
package dev.touchstone.testing.marketo.lead;

import org.jspecify.annotations.NullMarked;
