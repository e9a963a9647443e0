package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.Arrival;
import dev.touchstone.touchpoint.session.PageUrl;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a web session. An absent value is empty.
 *
 * @param landingPage first page without query
 * @param landingPageRaw first page as it was sent
 * @param referrerPage external page before, without query
 * @param referrerPageRaw external page before, as it was sent
 * @param formUrl page of the first form, without query
 */
public record WebPages(
        String landingPage, String landingPageRaw, String referrerPage, String referrerPageRaw, String formUrl) {
    /** No pages: a fact of the CRM. */
    public static final WebPages NONE = new WebPages("", "", "", "", "");

    /** The pages of a session. */
    public static WebPages of(Arrival arrival, @Nullable PageUrl firstForm) {
        PageUrl referrer = arrival.referrer();
        return new WebPages(
                arrival.page().withoutQuery(),
                arrival.page().raw(),
                referrer == null ? "" : referrer.withoutQuery(),
                referrer == null ? "" : referrer.raw(),
                firstForm == null ? "" : firstForm.withoutQuery());
    }
}
