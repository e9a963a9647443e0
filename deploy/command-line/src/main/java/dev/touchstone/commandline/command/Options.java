package dev.touchstone.commandline.command;

import dev.touchstone.commandline.rpc.CommandFailed;

/** Checks of option values that picocli cannot make. */
final class Options {
    private Options() {}

    static void positive(String option, int value) {
        if (value < 1) {
            throw new CommandFailed(option + " is a number above 0, not " + value);
        }
    }

    static void atMost(String what, int count, int limit) {
        if (count > limit) {
            throw new CommandFailed("at most " + limit + " " + what + " at a time, not " + count);
        }
    }
}
