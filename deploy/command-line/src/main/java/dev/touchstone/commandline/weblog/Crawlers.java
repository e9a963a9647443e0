package dev.touchstone.commandline.weblog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The list of words by which robots are known in their user agents. */
public final class Crawlers {
    private final List<String> words = new ArrayList<>();
    private final List<String> exceptions = new ArrayList<>();

    /**
     * @param lines one word a line in lower case; {@code !word} is taken out of an agent before it is looked at; blank
     *     lines and those that begin with {@code #} are comments
     */
    public Crawlers(List<String> lines) {
        for (String line : lines) {
            String word = line.strip().toLowerCase(Locale.ROOT);
            if (word.startsWith("!")) {
                exceptions.add(word.substring(1));
            } else if (!word.isEmpty() && !word.startsWith("#")) {
                words.add(word);
            }
        }
    }

    /** Whether the agent is a robot's. */
    public boolean contains(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        for (String exception : exceptions) {
            agent = agent.replace(exception, "");
        }
        return words.stream().anyMatch(agent::contains);
    }
}
