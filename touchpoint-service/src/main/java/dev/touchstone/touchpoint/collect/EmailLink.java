package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.PercentCoding;
import dev.touchstone.touchpoint.session.VisitorAlias;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameter by which links in e-mails name their reader: an e-mail address, or the CRM's id of a lead or contact.
 *
 * @param email the address, lower case; null if the link has an id
 * @param alias the id; null if the link has an address
 */
record EmailLink(@Nullable String email, @Nullable VisitorAlias alias) {
    /** How often an address may be encoded and is still found. */
    private static final int MAX_ENCODINGS = 5;

    private static final Pattern CRM_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Whom a page's address names; empty if it has no such parameter or neither an address nor an id in it. */
    static Optional<EmailLink> read(PageUrl page, String parameter) {
        String url = page.raw();
        for (int start = parametersStart(url); start <= url.length(); ) {
            Part part = Part.at(url, start);
            if (part.isNamed(url, parameter)) {
                return of(PercentCoding.decode(url.substring(part.valueStart(), part.end())));
            }
            start = part.end() + 1;
        }
        return Optional.empty();
    }

    /**
     * The address without the parameter's values and without any other value that has an e-mail address in it, so that none is
     * kept: in the query, in the fragment, which applications use like one, and however it is encoded.
     */
    static PageUrl withoutReader(PageUrl page, String parameter) {
        String url = page.raw();
        int start = parametersStart(url);
        if (start > url.length()) {
            return page;
        }
        StringBuilder cleaned = new StringBuilder(url.length()).append(url, 0, start);
        while (start <= url.length()) {
            Part part = Part.at(url, start);
            if (!hasEmail(url.substring(start, part.valueStart()))) {
                cleaned.append(url, start, part.valueStart());
                if (!part.isNamed(url, parameter) && !hasEmail(url.substring(part.valueStart(), part.end()))) {
                    cleaned.append(url, part.valueStart(), part.end());
                }
            }
            if (part.end() < url.length()) {
                cleaned.append(url.charAt(part.end()));
            }
            start = part.end() + 1;
        }
        return cleaned.length() == url.length()
                ? page
                : PageUrl.parse(cleaned.toString()).orElseThrow();
    }

    /**
     * What is between two separators: a name with an equals sign, and a value.
     *
     * @param start of the name
     * @param valueStart after the equals sign; the start, if there is none
     * @param end of the value
     */
    private record Part(int start, int valueStart, int end) {
        static Part at(String url, int start) {
            int valueStart = start;
            int end = start;
            for (; end < url.length() && !isSeparator(url.charAt(end)); end++) {
                if (url.charAt(end) == '=' && valueStart == start) {
                    valueStart = end + 1;
                }
            }
            return new Part(start, valueStart, end);
        }

        boolean isNamed(String url, String parameter) {
            if (valueStart == start) {
                return false;
            }
            String name =
                    PercentCoding.decode(url.substring(start, valueStart - 1)).strip();
            return name.substring(name.lastIndexOf(';') + 1).equalsIgnoreCase(parameter);
        }

        /** The semicolon stands in old links, and after the ampersand in links that were escaped for HTML. */
        private static boolean isSeparator(char c) {
            return c == '&' || c == ';' || c == '?' || c == '#';
        }
    }

    private static int parametersStart(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                return i + 1;
            }
        }
        return url.length() + 1;
    }

    private static Optional<EmailLink> of(String value) {
        if (value.length() <= RecordFields.MAX_EMAIL && RecordFields.isEmail(value)) {
            return Optional.of(new EmailLink(value.toLowerCase(Locale.ROOT), null));
        }
        return CRM_ID.matcher(value).matches()
                ? Optional.of(new EmailLink(
                        null, new VisitorAlias(VisitorAlias.Type.CRM_PERSON, SalesforceId.canonical(value))))
                : Optional.empty();
    }

    /** True if there is an e-mail address in a text, which may be encoded several times, as in the address of a redirect. */
    private static boolean hasEmail(String text) {
        String decoded = text;
        for (int i = 0; i < MAX_ENCODINGS; i++) {
            if (showsEmail(decoded)) {
                return true;
            }
            if (decoded.indexOf('%') < 0) {
                return false;
            }
            decoded = PercentCoding.decode(decoded);
        }
        return showsEmail(decoded);
    }

    private static boolean showsEmail(String text) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (at > 0 && isInName(text.charAt(at - 1)) && startsWithDomain(text, at + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Two labels, the second of them no number. */
    private static boolean startsWithDomain(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && i > start && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
                return true;
            }
            if (c != '.' && c != '-' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || "._%+-!$'*^`{|}~\"".indexOf(c) >= 0;
    }
}
