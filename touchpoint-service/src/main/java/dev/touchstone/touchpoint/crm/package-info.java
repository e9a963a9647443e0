/**
 * Takes records of the CRM and of Marketo in, as the source last had them: people, campaigns, programs and who is in them,
 * activities, accounts, opportunities; and keeps where each source stands.
 */
@NullMarked
package dev.touchstone.touchpoint.crm;

import org.jspecify.annotations.NullMarked;
