/** PURE. Reads access logs in the combined format and decides which requests are page views. */
@NullMarked
package dev.touchstone.commandline.weblog;

import org.jspecify.annotations.NullMarked;
