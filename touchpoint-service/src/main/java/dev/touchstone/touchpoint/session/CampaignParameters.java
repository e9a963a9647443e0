package dev.touchstone.touchpoint.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the query of a landing page says about the marketing effort behind it.
 *
 * <p><b>Source:</b> utm mapping of the requirement, section 4.4. Values are percent-decoded, {@code +} is a blank, blanks at
 * the ends are cut. Of a repeated parameter the first counts. Names compare without regard to case.
 *
 * @param utmSource {@code utm_source}, empty if absent; likewise the others
 * @param utmMedium {@code utm_medium}
 * @param utmCampaign {@code utm_campaign}
 * @param utmContent {@code utm_content}
 * @param utmTerm {@code utm_term}
 * @param clickMarkers names of the ad-click parameters that are present with a value, lower case, sorted
 */
public record CampaignParameters(
        String utmSource,
        String utmMedium,
        String utmCampaign,
        String utmContent,
        String utmTerm,
        List<String> clickMarkers) {
    /** No parameter at all. */
    public static final CampaignParameters NONE = new CampaignParameters("", "", "", "", "", List.of());

    private static final String UTM = "utm_";
    private static final int ASCII = 128;
    private static final int SHORTEST_MARKER = "awc=x".length();

    /**
     * Parameters that advertising platforms, mailers and affiliate networks (and the tags of the replaced product) put on a clicked
     * link: at least those that mapping-service knows the meaning of.
     */
    private static final Set<String> CLICK_MARKERS = Set.of(
            "_bf",
            "_bg",
            "_bk",
            "_bl",
            "_bm",
            "_bn",
            "_bt",
            "_hsenc",
            "_hsmi",
            "_kx",
            "admitad_uid",
            "avad",
            "awc",
            "bd_vid",
            "cjevent",
            "dclid",
            "epik",
            "fbclid",
            "gad_campaignid",
            "gad_source",
            "gbraid",
            "gclid",
            "gspk",
            "igsh",
            "igshid",
            "irclickid",
            "irgwc",
            "li_fat_id",
            "mc_cid",
            "mc_eid",
            "mkt_tok",
            "msclkid",
            "n_keyword",
            "qclid",
            "raneaid",
            "ranmid",
            "ransiteid",
            "rdt_cid",
            "sccid",
            "srsltid",
            "sscid",
            "tduid",
            "ttclid",
            "twclid",
            "vero_id",
            "vmcid",
            "wbraid",
            "yclid",
            "ysclid");

    /** By character, in any case: whether a name of interest begins with it. */
    private static final boolean[] BEGINNINGS = beginnings();

    public CampaignParameters {
        clickMarkers = List.copyOf(clickMarkers);
    }

    /**
     * Reads the parameters from a query.
     *
     * @param query without {@code ?}; may be empty or malformed, and what cannot be read is passed over
     */
    public static CampaignParameters parse(String query) {
        Reader reader = null;
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (mayMatter(query, start, end)) {
                reader = reader == null ? new Reader(query) : reader;
                reader.read(start, end);
            }
            start = end + 1;
        }
        return reader == null ? NONE : reader.result();
    }

    /** A cheap look at the first characters: most parameters of most addresses mean nothing here. */
    private static boolean mayMatter(String query, int start, int end) {
        if (end - start < SHORTEST_MARKER) {
            return false;
        }
        char first = query.charAt(start);
        return first < BEGINNINGS.length && BEGINNINGS[first];
    }

    private static boolean[] beginnings() {
        boolean[] beginnings = new boolean[ASCII];
        Stream.concat(Stream.of(UTM), CLICK_MARKERS.stream()).forEach(name -> {
            beginnings[name.charAt(0)] = true;
            beginnings[Character.toUpperCase(name.charAt(0))] = true;
        });
        return beginnings;
    }

    /** True if the query names no effort. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** True if the query tells where the visitor came from: by source, medium, campaign or a click marker. */
    public boolean namesSource() {
        return !(utmSource.isEmpty() && utmMedium.isEmpty() && utmCampaign.isEmpty() && clickMarkers.isEmpty());
    }

    /** Collects the parameters of one query; of a repeated one the first with a value counts. */
    private static final class Reader {
        private final String query;
        private String source = "";
        private String medium = "";
        private String campaign = "";
        private String content = "";
        private String term = "";
        private final Set<String> markers = new TreeSet<>();

        Reader(String query) {
            this.query = query;
        }

        void read(int start, int end) {
            int equals = query.indexOf('=', start);
            if (equals < 0 || equals >= end - 1) {
                return;
            }
            String name = query.substring(start, equals).toLowerCase(Locale.ROOT);
            switch (name) {
                case "utm_source" -> source = firstOf(source, equals + 1, end);
                case "utm_medium" -> medium = firstOf(medium, equals + 1, end);
                case "utm_campaign" -> campaign = firstOf(campaign, equals + 1, end);
                case "utm_content" -> content = firstOf(content, equals + 1, end);
                case "utm_term" -> term = firstOf(term, equals + 1, end);
                default -> {
                    if (CLICK_MARKERS.contains(name)) {
                        markers.add(name);
                    }
                }
            }
        }

        private String firstOf(String known, int start, int end) {
            return known.isEmpty()
                    ? PercentCoding.decodeFormValue(query.substring(start, end)).strip()
                    : known;
        }

        CampaignParameters result() {
            CampaignParameters parameters =
                    new CampaignParameters(source, medium, campaign, content, term, List.copyOf(markers));
            return parameters.isEmpty() ? NONE : parameters;
        }
    }
}
