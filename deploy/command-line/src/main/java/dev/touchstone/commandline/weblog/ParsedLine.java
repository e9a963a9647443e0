package dev.touchstone.commandline.weblog;

/** What a line of a log turned out to be. */
public sealed interface ParsedLine {
    /** A request. */
    record Request(LogEntry entry) implements ParsedLine {}

    /**
     * Not a line of the format.
     *
     * @param reason what is wrong, in a few words without the line's content
     */
    record Bad(String reason) implements ParsedLine {}
}
