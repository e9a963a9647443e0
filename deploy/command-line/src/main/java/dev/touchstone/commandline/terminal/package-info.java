/** What is written to: the two streams, their widths, a line that shows progress. */
@NullMarked
package dev.touchstone.commandline.terminal;

import org.jspecify.annotations.NullMarked;
