package dev.touchstone.salessync.diagnostic;

import java.util.regex.Pattern;

/**
 * Takes out of a text what may be about a person or open a door: e-mail addresses, telephone numbers, queries of addresses of
 * the web, access tokens. Pure. What it puts in their place says what stood there.
 */
public final class Redaction {
    /** Anything around an at sign, quoted local parts included: rather a word too much than an address. */
    private static final Pattern EMAIL =
            Pattern.compile("(?:\"[^\"\\n]*\"|[^\\s<>(),;:\"'\\[\\]]+)@[^\\s<>(),;:\"'\\[\\]]+");

    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?#]+)[?#][^\\s]*");

    /** A plus sign or groups; an id, which is digits without a break, is none. */
    private static final Pattern PHONE = Pattern.compile(
            "\\+\\d[\\d ()./-]{5,}\\d|\\(?\\d{2,5}\\)?[ ./-]\\d{2,5}[ ./-]\\d{2,6}(?:[ ./-]\\d{1,6})?(?!\\d)");

    /** Marketo's tokens: a UUID, a colon, the data centre. Salesforce's: the organisation, an exclamation mark. */
    private static final Pattern TOKEN = Pattern.compile(
            "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}:[a-z]{2,3}|00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![\\w.-]{8,}");

    /** ISO dates look like telephone numbers; they stay. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[ T].*)?");

    private Redaction() {}

    /** The text without it. */
    public static String of(String text) {
        String noTokens = TOKEN.matcher(text).replaceAll("[token]");
        String noQueries = QUERY.matcher(noTokens).replaceAll("$1?[query]");
        String noEmails = EMAIL.matcher(noQueries).replaceAll("[e-mail]");
        return PHONE.matcher(noEmails)
                .replaceAll(found -> DATE.matcher(found.group()).matches() ? found.group() : "[phone]");
    }
}
