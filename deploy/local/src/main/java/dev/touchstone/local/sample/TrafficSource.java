package dev.touchstone.local.sample;

import java.util.List;

/**
 * Where a session comes from.
 *
 * @param weight share of the traffic, in relation to the others
 * @param referrer page it comes from; empty for none
 * @param query of the landing page without question mark; {@code {click}} stands for a click id; empty for none
 */
record TrafficSource(int weight, String referrer, String query) {
    /** Traffic as a business with some advertising sees it. */
    static final List<TrafficSource> ALL = List.of(
            new TrafficSource(24, "https://www.google.com/", ""),
            new TrafficSource(5, "https://www.bing.com/", ""),
            new TrafficSource(3, "https://duckduckgo.com/", ""),
            new TrafficSource(
                    7,
                    "https://www.google.com/",
                    "utm_source=google&utm_medium=cpc&utm_campaign=brand_emea&utm_term=pressure+sensor&gclid={click}"),
            new TrafficSource(
                    4,
                    "https://www.google.com/",
                    "utm_source=google&utm_medium=cpc&utm_campaign=flow_meters_2025&utm_content=ad-b&gclid={click}"),
            new TrafficSource(4, "https://www.google.com/", "gclid={click}"),
            new TrafficSource(
                    3,
                    "https://www.bing.com/",
                    "utm_source=bing&utm_medium=cpc&utm_campaign=brand_emea&msclkid={click}"),
            new TrafficSource(
                    6,
                    "https://www.linkedin.com/",
                    "utm_source=linkedin&utm_medium=cpc&utm_campaign=plant_managers_q3&li_fat_id={click}"),
            new TrafficSource(6, "https://www.linkedin.com/", ""),
            new TrafficSource(
                    2,
                    "https://l.facebook.com/",
                    "utm_source=facebook&utm_medium=paid-social&utm_campaign=retargeting_q3&fbclid={click}"),
            new TrafficSource(3, "https://l.facebook.com/", "fbclid={click}"),
            new TrafficSource(2, "https://t.co/", ""),
            new TrafficSource(6, "", "utm_source=newsletter&utm_medium=email&utm_campaign=newsletter_2025_q3"),
            new TrafficSource(
                    3, "https://mail.google.com/", "utm_source=marketo&utm_medium=email&utm_campaign=nurture_3"),
            new TrafficSource(4, "https://www.process-weekly.example/reviews/flow-meters", ""),
            new TrafficSource(3, "https://partners.automation-house.example/northgate", ""),
            new TrafficSource(2, "https://forum.plant-engineers.example/t/4711", ""),
            new TrafficSource(3, "https://chatgpt.com/", "utm_source=chatgpt.com"),
            new TrafficSource(1, "https://www.perplexity.ai/", ""),
            new TrafficSource(12, "", ""));

    static final int TOTAL_WEIGHT = ALL.stream().mapToInt(TrafficSource::weight).sum();

    /** The source at a point of the scale from 0 to {@link #TOTAL_WEIGHT}, exclusive. */
    static TrafficSource at(int point) {
        int left = point;
        for (TrafficSource source : ALL) {
            left -= source.weight;
            if (left < 0) {
                return source;
            }
        }
        throw new IllegalArgumentException("the scale ends at " + TOTAL_WEIGHT);
    }
}
