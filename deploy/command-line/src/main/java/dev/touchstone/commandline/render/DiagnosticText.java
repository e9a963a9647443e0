package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.Diagnostic;
import dev.touchstone.salessync.v1.DiagnosticCause;
import java.util.List;

/** What could not be done, as text. */
public final class DiagnosticText {
    private DiagnosticText() {}

    /** Causes with a sentence of the one that failed last. */
    public static String causes(List<DiagnosticCause> causes, int width) {
        if (causes.isEmpty()) {
            return "Nothing was given up.\n";
        }
        Table table = Table.of(
                Table.text("What"),
                Table.text("Cause"),
                Table.number("Waiting"),
                Table.number("Being retried"),
                Table.text("Last (UTC)"),
                Table.text("For example"));
        for (DiagnosticCause cause : causes) {
            table.row(
                    cause.getKind(),
                    cause.getCause(),
                    Words.number(cause.getWaitingCount()),
                    Words.number(cause.getRetryingCount()),
                    Stamps.time(cause.getLastFailTime()),
                    cause.getExamplesCount() == 0 ? "" : cause.getExamples(0).getSentence());
        }
        return table.render(width) + "Try again after mending: sync diagnostics --cause CAUSE --retry\n";
    }

    /** Diagnostics one by one. */
    public static String diagnostics(List<Diagnostic> diagnostics, boolean more, int width) {
        if (diagnostics.isEmpty()) {
            return "Nothing was given up for this cause.\n";
        }
        Table table = Table.of(
                Table.text("What"),
                Table.text("Key"),
                Table.text("Code"),
                Table.number("Person"),
                Table.number("Times"),
                Table.text("Last (UTC)"),
                Table.text("Why"));
        for (Diagnostic diagnostic : diagnostics) {
            table.row(
                    diagnostic.getKind(),
                    diagnostic.getKey(),
                    diagnostic.getCode(),
                    diagnostic.hasMarketoId() ? Long.toString(diagnostic.getMarketoId()) : "",
                    Words.number(diagnostic.getFailureCount()),
                    Stamps.time(diagnostic.getLastFailTime()),
                    diagnostic.getSentence());
        }
        return table.render(width) + (more ? "There are more.\n" : "");
    }

    /** What a retry did. */
    public static String retried(long count) {
        return count == 0
                ? "Nothing was waiting for this cause.\n"
                : Words.count(count, "item") + (count == 1 ? " is" : " are") + " being tried again.\n";
    }
}
