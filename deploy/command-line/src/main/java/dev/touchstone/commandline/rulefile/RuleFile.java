package dev.touchstone.commandline.rulefile;

import dev.touchstone.touchpoint.v1.GenerationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A list of generation rules as a text that people keep in their version control:
 *
 * <pre>
 * # who came
 * rule: Webinars
 * when: Campaign.Type is equal to "Webinar"
 *       and CampaignMember.HasResponded is equal to true
 * date: {CampaignMember.FirstRespondedDate}
 * </pre>
 *
 * <p>A line that begins with a blank continues the one before; lines of {@code #} and empty lines mean nothing. The keys are
 * {@code rule}, {@code when}, {@code date}, {@code campaign} and {@code category}; {@code rule} begins the next rule.
 */
public final class RuleFile {
    private static final String COMMENT = "#";

    private final List<GenerationRule.Builder> rules = new ArrayList<>();
    private final List<String> lines;

    private RuleFile(List<String> lines) {
        this.lines = lines;
    }

    /** A line that is no part of a rule. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(int line, String expected) {
            super("line " + line + ": " + expected);
        }
    }

    /** The rules of a text; whether they make sense is for the service to say. */
    public static List<GenerationRule> read(List<String> lines) throws Wrong {
        RuleFile file = new RuleFile(lines);
        file.read();
        return file.rules.stream().map(GenerationRule.Builder::build).toList();
    }

    /** Rules as a text that reads as the same rules. */
    public static String write(List<GenerationRule> rules) {
        StringBuilder text = new StringBuilder();
        for (GenerationRule rule : rules) {
            text.append(text.isEmpty() ? "" : "\n");
            line(text, "rule", rule.getName());
            line(text, "category", rule.getCategory());
            line(text, "when", rule.hasExpressionText() ? rule.getExpressionText() : rule.getExpressionLine());
            line(text, "date", rule.getTouchpointDate());
            line(text, "campaign", rule.getCampaignName());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.isEmpty()) {
            text.append(key).append(": ").append(value).append('\n');
        }
    }

    private void read() throws Wrong {
        for (int i = 0; i < lines.size(); ) {
            String line = lines.get(i);
            if (isNothing(line)) {
                i++;
                continue;
            }
            int first = i++;
            StringBuilder value = new StringBuilder(valueOf(line, first + 1));
            while (i < lines.size() && isContinuation(lines.get(i))) {
                value.append(' ').append(lines.get(i++).strip());
            }
            put(key(line).orElse(""), value.toString().strip(), first + 1);
        }
    }

    private static boolean isNothing(String line) {
        return line.isBlank() || line.startsWith(COMMENT);
    }

    private static boolean isContinuation(String line) {
        return !line.isBlank() && Character.isWhitespace(line.charAt(0));
    }

    private static Optional<String> key(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    }

    private static String valueOf(String line, int number) throws Wrong {
        if (Character.isWhitespace(line.charAt(0))) {
            throw new Wrong(number, "nothing is there that this line could continue");
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new Wrong(number, "must begin with rule:, when:, date:, campaign:, category: or #");
        }
        return line.substring(colon + 1);
    }

    private void put(String key, String value, int number) throws Wrong {
        if (key.equals("rule")) {
            rules.add(GenerationRule.newBuilder().setName(value));
            return;
        }
        if (rules.isEmpty()) {
            throw new Wrong(number, "the first rule must begin with rule: and its name");
        }
        GenerationRule.Builder rule = rules.get(rules.size() - 1);
        switch (key) {
            case "when" -> rule.setExpressionText(once(rule.getExpressionText(), value, key, number));
            case "date" -> rule.setTouchpointDate(once(rule.getTouchpointDate(), value, key, number));
            case "campaign" -> rule.setCampaignName(once(rule.getCampaignName(), value, key, number));
            case "category" -> rule.setCategory(once(rule.getCategory(), value, key, number));
            default ->
                throw new Wrong(
                        number,
                        "'" + key + "' is unknown; a line begins with rule:, when:, date:, campaign:, category: or #");
        }
    }

    private static String once(String before, String value, String key, int number) throws Wrong {
        if (!before.isEmpty()) {
            throw new Wrong(number, "the rule has a '" + key + "' already");
        }
        return value;
    }
}
