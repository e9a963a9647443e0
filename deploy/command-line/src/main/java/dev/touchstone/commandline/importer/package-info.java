/** Imports a web log: streams page views to touchpoint-service with bounded memory. */
@NullMarked
package dev.touchstone.commandline.importer;

import org.jspecify.annotations.NullMarked;
