package dev.touchstone.salessync.salesforce.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Through what a change was made. Pure.
 *
 * @param api {@code com/salesforce/api/rest/62.0}; empty if it was no API
 * @param client what the client calls itself; empty if it does not
 */
public record ChangeOrigin(String api, String client) {
    private static final Pattern CLIENT = Pattern.compile(";client=([^;]*)");

    /** Reads {@code com/salesforce/api/rest/62.0;client=NAME}. */
    static ChangeOrigin parse(String text) {
        int end = text.indexOf(';');
        Matcher client = CLIENT.matcher(text);
        return new ChangeOrigin(end < 0 ? text : text.substring(0, end), client.find() ? client.group(1) : "");
    }
}
