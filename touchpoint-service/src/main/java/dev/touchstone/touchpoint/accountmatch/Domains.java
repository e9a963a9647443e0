package dev.touchstone.touchpoint.accountmatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which domains stand for one organisation. Domains that many share, those of free mail and of sites where anybody may
 * have a page, stand for nobody, and neither does what is registered under ({@code co.uk}).
 *
 * <p>The database finds candidates by the same reading of a website, in its function {@code website_domain}.
 */
public final class Domains {
    /** Under a country's domain: what names are registered under. */
    private static final Set<String> SECOND_LEVEL = Set.of(
            "ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "mil", "ne", "net", "nom", "or", "org", "plc", "sch");

    private static final int COUNTRY = 2;
    private static final String WWW = "www.";

    private final Set<String> shared;

    /** @param shared the domains that stand for nobody, lower case */
    public Domains(Set<String> shared) {
        this.shared = Set.copyOf(shared);
    }

    /** The domain of a website as people type it, with or without scheme and path; empty if it stands for no organisation. */
    public Optional<String> ofWebsite(@Nullable String website) {
        return website == null ? Optional.empty() : Optional.of(host(website)).filter(this::isOwn);
    }

    /** The domain of an e-mail address; empty if it stands for no organisation. */
    public Optional<String> ofEmail(@Nullable String email) {
        return email == null ? Optional.empty() : ofWebsite(email.substring(email.lastIndexOf('@') + 1));
    }

    /** The domain and those above it that still stand for the same organisation, the longest first; empty if none does. */
    public List<String> own(String domain) {
        List<String> own = new ArrayList<>(2);
        for (String next = domain; isOwn(next); next = next.substring(next.indexOf('.') + 1)) {
            own.add(next);
        }
        return own;
    }

    /** The organisation's name in its domain, folded: {@code acme} of {@code shop.acme.co.uk}. */
    String name(String domain) {
        List<String> own = own(domain);
        String registered = own.isEmpty() ? domain : own.get(own.size() - 1);
        int end = registered.indexOf('.');
        String label = end < 0 ? registered : registered.substring(0, end);
        return CompanyName.foldLetters(label.replace("-", ""));
    }

    private static String host(String website) {
        String text = CompanyName.stripBlanks(website);
        int scheme = text.indexOf("://");
        if (scheme >= 0 && firstOf(text, "/?#") > scheme) {
            text = text.substring(scheme + 3);
        }
        text = text.substring(0, firstOf(text, "/?#:"));
        StringBuilder host = new StringBuilder();
        for (int i = text.lastIndexOf('@') + 1; i < text.length(); i++) {
            host.append(CompanyName.lower(text.charAt(i)));
        }
        if (host.indexOf(WWW) == 0) {
            host.delete(0, WWW.length());
        }
        while (!host.isEmpty() && host.charAt(host.length() - 1) == '.') {
            host.setLength(host.length() - 1);
        }
        return host.toString();
    }

    /** Where one of the characters first is; the length if none is there. */
    private static int firstOf(String text, String characters) {
        int i = 0;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private boolean isOwn(String domain) {
        int top = domain.lastIndexOf('.');
        return top > 0 && isWellFormed(domain) && !shared.contains(domain) && !isRegistry(domain, top);
    }

    private static boolean isRegistry(String domain, int top) {
        return domain.length() - top - 1 == COUNTRY && SECOND_LEVEL.contains(domain.substring(0, top));
    }

    /** Labels of letters, digits and hyphens, the last of them no number. */
    private static boolean isWellFormed(String domain) {
        boolean labels = !domain.startsWith(".") && !domain.endsWith(".") && !domain.contains("..");
        return labels
                && Character.isLetter(domain.charAt(domain.lastIndexOf('.') + 1))
                && domain.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    }
}
