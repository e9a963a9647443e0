package dev.touchstone.mapping.channel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A channel with its subchannels.
 *
 * <p><b>Boundaries:</b> a name has 1 to {@value #MAX_NAME_CHARACTERS} characters and none of {@code $ % # & * @ < > " ; ,}
 * or control characters: it is shown in pages and written in sheets.
 *
 * @param displayName name as shown and as rules write it
 * @param subchannels names of its subchannels in the order of their characters; empty where it has none
 */
public record Channel(String displayName, List<String> subchannels) {
    /** Longest name, in UTF-16 code units. */
    public static final int MAX_NAME_CHARACTERS = 80;

    private static final Pattern FORBIDDEN = Pattern.compile("[$%#&*@<>\";,\\p{Cntrl}]");

    /** @throws IllegalArgumentException if a name is not as described */
    public Channel {
        subchannels = subchannels.stream().sorted().toList();
        requireName(displayName);
        subchannels.forEach(Channel::requireName);
    }

    private static void requireName(String name) {
        boolean valid = !name.isBlank()
                && name.length() <= MAX_NAME_CHARACTERS
                && name.equals(name.strip())
                && !FORBIDDEN.matcher(name).find();
        if (!valid) {
            throw new IllegalArgumentException("a channel name has 1 to " + MAX_NAME_CHARACTERS
                    + " characters, none of $ % # & * @ < > \" ; , and no blank at its ends: " + name);
        }
    }
}
