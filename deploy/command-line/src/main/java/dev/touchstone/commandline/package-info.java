/** The command line: its root command, its exit codes, and how errors are told. */
@NullMarked
package dev.touchstone.commandline;

import org.jspecify.annotations.NullMarked;
