package dev.touchstone.bench;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A peer: row after row, each cell a regular expression of the JDK that was compiled beforehand. It does not look at case, and gets
 * texts in lower case all the same.
 */
final class ChannelScan {
    private static final int BLOCK = 1_000;

    private final List<List<Test>> rows;

    /** A cell: one of the detectors, or the expression. */
    private record Test(Function<ChannelFact, String> value, long detectors, Pattern regex) {
        boolean passes(ChannelFact key) {
            return key.sees(detectors) || regex.matcher(value.apply(key)).matches();
        }
    }

    ChannelScan(List<ChannelRow> rows) {
        this.rows = rows.stream()
                .map(row -> row.cells().stream().map(ChannelScan::test).toList())
                .toList();
    }

    private static Test test(ChannelRow.Cell cell) {
        long detectors = cell.alternatives().stream()
                .filter(ChannelRow.Detected.class::isInstance)
                .mapToLong(one -> ((ChannelRow.Detected) one).bit())
                .sum();
        String regex = cell.alternatives().stream()
                .filter(one -> !(one instanceof ChannelRow.Detected))
                .map(ChannelRow.Alternative::regex)
                .collect(Collectors.joining("|"));
        // An expression that nothing matches, for a cell of detectors alone.
        String any = regex.isEmpty() ? "(?!)" : regex;
        return new Test(value(cell.column()), detectors, Pattern.compile(any, Pattern.CASE_INSENSITIVE));
    }

    private static Function<ChannelFact, String> value(String column) {
        return switch (column) {
            case "campaign" -> ChannelFact::campaign;
            case "medium" -> ChannelFact::medium;
            case "source" -> ChannelFact::source;
            case "landing_page" -> ChannelFact::getLandingPage;
            case "referring_website" -> ChannelFact::referrerHost;
            default -> throw new IllegalArgumentException("no value of a key: " + column);
        };
    }

    /** Finds the row of so many keys. */
    RuleAnswers run(ChannelInput input, int keys) {
        CpuClock clock = new CpuClock();
        int[] first = new int[keys];
        for (int begin = 0; begin < keys; begin += BLOCK) {
            ChannelFact[] block = new ChannelFact[Math.min(BLOCK, keys - begin)];
            for (int i = 0; i < block.length; i++) {
                block[i] = new ChannelFact(input.key(begin + i));
            }
            clock.start();
            for (int i = 0; i < block.length; i++) {
                first[begin + i] = first(block[i]);
            }
            clock.stop();
        }
        return new RuleAnswers(clock.wall(), clock.cpu(), first);
    }

    private int first(ChannelFact key) {
        for (int row = 0; row < rows.size(); row++) {
            if (matches(rows.get(row), key)) {
                return row;
            }
        }
        return -1;
    }

    private static boolean matches(List<Test> row, ChannelFact key) {
        for (Test test : row) {
            if (!test.passes(key)) {
                return false;
            }
        }
        return true;
    }
}
