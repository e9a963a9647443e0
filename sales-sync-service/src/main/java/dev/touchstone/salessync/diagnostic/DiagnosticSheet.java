package dev.touchstone.salessync.diagnostic;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Letters as lines of CSV. Pure.
 *
 * <p><b>Formulas:</b> a cell that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return gets an
 * apostrophe, because a spreadsheet would calculate it. <b>Source:</b> RFC 4180; OWASP, "CSV Injection".
 */
final class DiagnosticSheet {
    private static final String END = "\r\n";
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private DiagnosticSheet() {}

    /** The header line. */
    static String header() {
        return "kind,key,cause,code,sentence,marketo_id,first_fail_time,last_fail_time,failure_count,retry_time" + END;
    }

    /** A line for each letter. */
    static String lines(List<StoredLetter> letters) {
        return letters.stream().map(DiagnosticSheet::line).collect(Collectors.joining());
    }

    private static String line(StoredLetter stored) {
        DeadLetter letter = stored.letter();
        String marketoId = letter.marketoId().isPresent()
                ? Long.toString(letter.marketoId().getAsLong())
                : "";
        return Stream.of(
                                letter.kind(),
                                letter.key(),
                                letter.cause(),
                                letter.code(),
                                letter.sentence(),
                                marketoId,
                                stored.firstAt().toString(),
                                letter.at().toString(),
                                Long.toString(stored.failures()),
                                stored.retriedAt().map(Instant::toString).orElse(""))
                        .map(DiagnosticSheet::cell)
                        .collect(Collectors.joining(","))
                + END;
    }

    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
