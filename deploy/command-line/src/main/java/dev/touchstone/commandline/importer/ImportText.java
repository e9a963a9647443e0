package dev.touchstone.commandline.importer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.render.TouchpointText;
import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;

/** The result of an import, for people and for programs. */
public final class ImportText {
    private ImportText() {}

    /** For people. */
    public static String text(ImportResult result, int width) {
        LogReport report = result.report();
        Table counts = Table.of(Table.text("Log"), Table.number("Count"))
                .row("Lines read", Words.number(report.lines()))
                .row("Page views", Words.number(report.pageViews()));
        report.skipped().forEach((reason, count) -> counts.row("Skipped: " + reason.words(), Words.number(count)));
        counts.row("Bad lines", Words.number(report.badLines()))
                .row("Stored", Words.number(result.stored().accepted()))
                .row("Stored before", Words.number(result.stored().duplicates()))
                .row("Refused", Words.number(result.stored().refused()));
        optional(counts, "Addresses cut to 2,048 characters", report.cutAddresses());
        optional(counts, "Referrers left out (no address)", report.droppedReferrers());
        StringBuilder text = new StringBuilder(counts.render(width));
        problems(text, result);
        text.append("\nSessions by channel\n").append(TouchpointText.sessionsByChannel(result.channels(), width));
        if (result.referrers().getCountsCount() > 0) {
            text.append("\nThe largest referrers, and where they went\n")
                    .append(TouchpointText.sessionsByReferrer(result.referrers(), width));
        }
        hint(text, result);
        return text.append("\nDone in ")
                .append(Words.duration(result.elapsed()))
                .append(".\n")
                .toString();
    }

    private static void optional(Table table, String name, long count) {
        if (count > 0) {
            table.row(name, Words.number(count));
        }
    }

    private static void problems(StringBuilder text, ImportResult result) {
        for (LogReport.BadLine bad : result.report().firstBad()) {
            text.append("line ")
                    .append(Words.number(bad.number()))
                    .append(": ")
                    .append(bad.reason())
                    .append('\n');
        }
        for (Refusal refusal : result.stored().firstRefusals()) {
            refusal.getViolationsList()
                    .forEach(violation -> text.append("refused: ")
                            .append(Words.printable(violation.getField() + ": " + violation.getDescription()))
                            .append('\n'));
        }
        if (!result.report().complete()) {
            text.append(Words.printable(result.report().brokenOff())).append('\n');
        }
    }

    private static void hint(StringBuilder text, ImportResult result) {
        if (!result.siteGiven()) {
            result.report()
                    .dominantReferrer()
                    .ifPresent(
                            host -> text.append("\nMore than half of the referrers are ")
                                    .append(Words.printable(host))
                                    .append(
                                            ". If that is the site itself, import with --site, else its own pages count as referrals.\n"));
        }
    }

    /** For programs. */
    public static Struct json(ImportResult result) {
        LogReport report = result.report();
        Struct.Builder skipped = Struct.newBuilder();
        report.skipped().forEach((reason, count) -> skipped.putFields(reason.name(), number(count)));
        Struct.Builder json = Struct.newBuilder()
                .putFields("lines", number(report.lines()))
                .putFields("pageViews", number(report.pageViews()))
                .putFields("badLines", number(report.badLines()))
                .putFields("skipped", Value.newBuilder().setStructValue(skipped).build())
                .putFields("accepted", number(result.stored().accepted()))
                .putFields("duplicates", number(result.stored().duplicates()))
                .putFields("refused", number(result.stored().refused()))
                .putFields(
                        "complete",
                        Value.newBuilder().setBoolValue(report.complete()).build())
                .putFields("sessionsByChannel", summary(result.channels()))
                .putFields("referrers", summary(result.referrers()));
        return json.build();
    }

    private static Value summary(SummarizeSessionsResponse summary) {
        Struct.Builder struct = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(JsonFormat.printer().print(summary), struct);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("JSON of a message is JSON", e);
        }
        return Value.newBuilder().setStructValue(struct).build();
    }

    private static Value number(long value) {
        return Value.newBuilder().setNumberValue((double) value).build();
    }
}
