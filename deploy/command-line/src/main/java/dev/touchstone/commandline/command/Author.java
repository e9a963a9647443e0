package dev.touchstone.commandline.command;

import picocli.CommandLine.Option;

/** Who changes something, and why. */
final class Author {
    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who; the user of this machine if not given.")
    private String author = "";

    @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
    private String note = "";

    String name() {
        return author;
    }

    String note() {
        return note;
    }
}
