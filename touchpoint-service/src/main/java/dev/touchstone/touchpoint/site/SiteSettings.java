package dev.touchstone.touchpoint.site;

import java.util.Comparator;
import java.util.List;

/**
 * What its owner decides about a site.
 *
 * @param displayName name for people
 * @param domains at least one, each once; kept in the order of their names
 * @param emailLinkParameter the query parameter by which links in e-mails name their reader
 * @param formEventNames names of events of the Segment API that count as a form; none means the shipped one
 */
public record SiteSettings(
        String displayName, List<SiteDomain> domains, String emailLinkParameter, List<String> formEventNames) {
    /** The parameter unless a site has another. */
    public static final String DEFAULT_EMAIL_LINK_PARAMETER = "mailId";

    private static final List<String> SHIPPED_FORM_EVENT_NAMES = List.of("Form Submitted");

    public SiteSettings {
        domains = domains.stream()
                .sorted(Comparator.comparing(SiteDomain::domain))
                .toList();
        formEventNames = List.copyOf(formEventNames);
    }

    /** True if an event of the Segment API counts as a form. Case does not matter. */
    public boolean isForm(String eventName) {
        List<String> names = formEventNames.isEmpty() ? SHIPPED_FORM_EVENT_NAMES : formEventNames;
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(eventName));
    }
}
