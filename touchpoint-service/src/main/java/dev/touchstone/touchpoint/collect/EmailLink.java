package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.VisitorAlias;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameter by which links in e-mails name their reader: an e-mail address, or the CRM's id of a lead or contact.
 *
 * @param email the address, lower case; null if the link has an id
 * @param alias the id; null if the link has an address
 */
record EmailLink(@Nullable String email, @Nullable VisitorAlias alias) {
    private static final Pattern CRM_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Whom a page's address names; empty if it has no such parameter or neither an address nor an id in it. */
    static Optional<EmailLink> read(PageUrl page, String parameter) {
        int start = valueStart(page.query(), parameter, 0);
        if (start < 0) {
            return Optional.empty();
        }
        String value = decode(page.query().substring(start, valueEnd(page.query(), start)));
        if (value.length() <= RecordFields.MAX_EMAIL && RecordFields.isEmail(value)) {
            return Optional.of(new EmailLink(value.toLowerCase(Locale.ROOT), null));
        }
        return CRM_ID.matcher(value).matches()
                ? Optional.of(new EmailLink(
                        null, new VisitorAlias(VisitorAlias.Type.CRM_PERSON, SalesforceId.canonical(value))))
                : Optional.empty();
    }

    /** The address with the parameter's values cut out, so that no e-mail address is kept in it. */
    static PageUrl withoutReader(PageUrl url, String parameter) {
        int valueStart = valueStart(url.query(), parameter, 0);
        if (valueStart < 0) {
            return url;
        }
        StringBuilder query = new StringBuilder();
        int copied = 0;
        while (valueStart >= 0) {
            query.append(url.query(), copied, valueStart);
            copied = valueEnd(url.query(), valueStart);
            valueStart = valueStart(url.query(), parameter, copied);
        }
        query.append(url.query(), copied, url.query().length());
        int queryStart = url.raw().indexOf('?') + 1;
        String raw = url.raw().substring(0, queryStart)
                + query
                + url.raw().substring(queryStart + url.query().length());
        return PageUrl.parse(raw).orElseThrow();
    }

    /** Where the value of the next parameter of this name begins, after a place in the query; -1 if there is none. */
    private static int valueStart(String query, String parameter, int from) {
        int start = from == 0 ? 0 : query.indexOf('&', from) + 1;
        if (from > 0 && start == 0) {
            return -1;
        }
        while (start < query.length()) {
            int end = valueEnd(query, start);
            int equals = start + parameter.length();
            if (equals < end
                    && query.charAt(equals) == '='
                    && query.regionMatches(true, start, parameter, 0, parameter.length())) {
                return equals + 1;
            }
            start = end + 1;
        }
        return -1;
    }

    private static int valueEnd(String query, int from) {
        int end = query.indexOf('&', from);
        return end < 0 ? query.length() : end;
    }

    /** Percent signs only: a plus sign is part of many addresses, and mail tools put them into links as they are. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int value = in[i];
            if (value == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
                value = hex(in[i + 1]) * 16 + hex(in[i + 2]);
                i += 2;
            }
            out[length++] = (byte) value;
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte character) {
        return Character.digit(character, 16);
    }
}
