package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.Session;

/**
 * The pages of a web session. An absent value is empty.
 *
 * @param landingPage first page without query
 * @param landingPageRaw first page as it was sent
 * @param referrerPage external page before, without query
 * @param referrerPageRaw external page before, as it was sent
 * @param formUrl page of the first form, without query
 * @param formName name of the first form
 */
public record WebPages(
        String landingPage,
        String landingPageRaw,
        String referrerPage,
        String referrerPageRaw,
        String formUrl,
        String formName) {
    /** No pages: a fact of the CRM. */
    public static final WebPages NONE = new WebPages("", "", "", "", "", "");

    /** The pages of a session. */
    public static WebPages of(Session session) {
        PageUrl page = session.arrival().page();
        PageUrl referrer = session.arrival().referrer();
        Session.FirstForm form = session.activity().firstForm();
        return new WebPages(
                page.withoutQuery(),
                page.raw(),
                referrer == null ? "" : referrer.withoutQuery(),
                referrer == null ? "" : referrer.raw(),
                form == null ? "" : form.page().withoutQuery(),
                form == null ? "" : form.name());
    }
}
