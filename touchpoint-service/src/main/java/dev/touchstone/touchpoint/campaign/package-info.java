/** Campaigns as the CRM last had them, and bulk updates of the touchpoint dates of their members. */
@NullMarked
package dev.touchstone.touchpoint.campaign;

import org.jspecify.annotations.NullMarked;
