package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import java.util.List;

/** Sites as tables, and what to put into their pages. */
public final class SiteText {
    private SiteText() {}

    /** The sites, a row for each domain. */
    public static String list(List<Site> sites, int width) {
        Table table = Table.of(
                Table.text("Site"),
                Table.text("Name"),
                Table.text("Domain"),
                Table.text("Collects"),
                Table.text("Write key"),
                Table.text("Changed (UTC)"));
        for (Site site : sites) {
            boolean first = true;
            for (SiteDomain domain : site.getDomainsList()) {
                table.row(
                        first ? site.getSiteId() : "",
                        first ? site.getDisplayName() : "",
                        domain.getDomain(),
                        domain.getEnabled() ? "yes" : "no",
                        first ? site.getWriteKey() : "",
                        first ? Stamps.time(site.getUpdateTime()) : "");
                first = false;
            }
        }
        return sites.isEmpty() ? "No sites; `touchstone sites add` registers one.\n" : table.render(width);
    }

    /**
     * The element for every page of a site.
     *
     * @param address where touchpoint-service answers browsers, without a slash at the end
     */
    public static String snippet(Site site, String address) {
        return """
                <script>window.touchstone = window.touchstone || [];</script>
                <script async src="%s/tag/v1/touchstone.js" data-write-key="%s"></script>
                """.formatted(Words.printable(address), Words.printable(site.getWriteKey()));
    }
}
