package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.RandomRules;
import java.util.Random;

/** Expressions of which characters were removed, doubled or replaced. */
final class DamagedText {
    private static final String CHARACTERS = " \"\\().,{}=-0123456789aeiou\u201C\u00A0\uD83D\uDE00\n";

    private DamagedText() {}

    static String of(long seed) {
        Random random = new Random(seed);
        StringBuilder text =
                new StringBuilder(ExpressionText.of(RandomRules.mixed(seed).expression()));
        for (int i = random.nextInt(5); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, text.charAt(at));
                default -> text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return text.toString();
    }
}
