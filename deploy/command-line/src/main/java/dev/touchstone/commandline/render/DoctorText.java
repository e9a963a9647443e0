package dev.touchstone.commandline.render;

import dev.touchstone.commandline.doctor.Finding;
import dev.touchstone.commandline.text.Words;
import java.util.List;
import java.util.Locale;

/** What the doctor found, as text: worst first, each with what to do below it. */
public final class DoctorText {
    private static final int WIDEST = 120;
    private static final String INDENT = " ".repeat(7);

    private DoctorText() {}

    /**
     * The findings and their number.
     *
     * @param width of the terminal; 0 for no limit
     */
    public static String findings(List<Finding> findings, int width) {
        int lineWidth = Math.min(width == 0 ? WIDEST : width, WIDEST) - INDENT.length();
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            String level = finding.level().name().toLowerCase(Locale.ROOT);
            String head = " ".repeat(INDENT.length() - 2 - level.length()) + level + "  ";
            for (String line : Words.wrap(finding.subject() + " " + Words.printable(finding.what()), lineWidth)) {
                text.append(head).append(line).append('\n');
                head = INDENT;
            }
            if (!finding.advice().isEmpty()) {
                Words.wrap("-> " + finding.advice(), lineWidth)
                        .forEach(line -> text.append(INDENT).append(line).append('\n'));
            }
        }
        return text.append('\n').append(summary(findings)).toString();
    }

    private static String summary(List<Finding> findings) {
        long wrong = count(findings, Finding.Level.WRONG);
        long look = count(findings, Finding.Level.LOOK);
        return wrong + look == 0
                ? "All is well.\n"
                : Words.number(wrong) + " wrong, " + Words.number(look) + " to be looked at.\n";
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
