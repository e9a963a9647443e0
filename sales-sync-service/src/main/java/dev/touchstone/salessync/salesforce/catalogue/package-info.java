/** What an organisation is: versions of its API, its limits, its objects and their fields as this connection may see them. */
@NullMarked
package dev.touchstone.salessync.salesforce.catalogue;

import org.jspecify.annotations.NullMarked;
