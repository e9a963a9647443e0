/** The commands, one class each: parse the options, call, render. */
@NullMarked
package dev.touchstone.commandline.command;

import org.jspecify.annotations.NullMarked;
