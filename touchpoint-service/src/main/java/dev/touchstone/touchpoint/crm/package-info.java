/** Takes records of the CRM in: people, campaigns, campaign members and activities, as the source last had them. */
@NullMarked
package dev.touchstone.touchpoint.crm;

import org.jspecify.annotations.NullMarked;
