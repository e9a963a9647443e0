package dev.touchstone.bench;

import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.detect.Detectors;
import dev.touchstone.mapping.detect.Evidence;
import dev.touchstone.mapping.detect.Visit;
import java.util.List;
import java.util.Locale;

/** A key as the peers look at it: a bean with texts in lower case and what detectors say, which keeps the first row that matches. */
public final class ChannelFact implements Visit {
    private final String campaign;
    private final String medium;
    private final String source;
    private final String landingPage;
    private final String host;
    private final List<String> clickMarkers;
    private final long seen;
    private int first = -1;

    ChannelFact(MappingKey key) {
        campaign = key.campaign().toLowerCase(Locale.ROOT);
        medium = key.medium().toLowerCase(Locale.ROOT);
        source = key.source().toLowerCase(Locale.ROOT);
        landingPage = key.landingPage().toLowerCase(Locale.ROOT);
        host = host(key.referrer().toLowerCase(Locale.ROOT));
        clickMarkers = key.clickMarkers();
        Evidence evidence = Evidence.of(this, ChannelInput.shipped().lists());
        seen = Detectors.names().stream()
                .filter(name -> Detectors.find(name).orElseThrow().sees(evidence))
                .mapToLong(ChannelFact::bit)
                .sum();
    }

    private static String host(String page) {
        String host = page.split("/", 2)[0];
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    /** The bit of a detector. */
    static long bit(String detector) {
        return 1L << Detectors.number(Detectors.find(detector).orElseThrow());
    }

    /** Called by every rule that matches. */
    public void matched(int row) {
        first = first < 0 ? row : Math.min(first, row);
    }

    int first() {
        return first;
    }

    /** True if a detector sees the key. */
    public boolean sees(long bit) {
        return (seen & bit) != 0;
    }

    /** utm_campaign. */
    public String getCampaign() {
        return campaign;
    }

    /** utm_medium. */
    public String getMedium() {
        return medium;
    }

    /** utm_source. */
    public String getSource() {
        return source;
    }

    /** Host and path. */
    public String getLandingPage() {
        return landingPage;
    }

    /** Host of the referrer. */
    public String getHost() {
        return host;
    }

    /** A line of a file with a tab between the columns. */
    String line(int number) {
        return String.join(
                        "\t",
                        Integer.toString(number),
                        campaign,
                        medium,
                        source,
                        landingPage,
                        host,
                        Long.toString(seen))
                + "\n";
    }

    @Override
    public String campaign() {
        return campaign;
    }

    @Override
    public String medium() {
        return medium;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String referrerHost() {
        return host;
    }

    @Override
    public String landingHost() {
        return host(landingPage);
    }

    @Override
    public List<String> clickMarkers() {
        return clickMarkers;
    }
}
