package dev.touchstone.mapping.classify;

import java.util.Arrays;
import java.util.List;

/** Builds keys for tests: a direct web session, changed by what the test is about. */
public record Keys(MappingKey key) {
    public static Keys aSession() {
        return new Keys(new MappingKey("", "", "", "shop.test/", "", List.of(), KeyKind.WEB_SESSION));
    }

    public static MappingKey anActivity(String campaign, String type) {
        return new MappingKey(campaign, type, "CRM Activity", "", "", List.of(), KeyKind.CRM_ACTIVITY);
    }

    public static MappingKey aCampaign(String type) {
        return new MappingKey("Spring", type, "CRM Campaign", "", "", List.of(), KeyKind.CRM_CAMPAIGN);
    }

    public Keys source(String source) {
        return with(key.campaign(), key.medium(), source, key.referrer(), key.clickMarkers());
    }

    public Keys medium(String medium) {
        return with(key.campaign(), medium, key.source(), key.referrer(), key.clickMarkers());
    }

    public Keys campaign(String campaign) {
        return with(campaign, key.medium(), key.source(), key.referrer(), key.clickMarkers());
    }

    public Keys referrer(String referrer) {
        return with(key.campaign(), key.medium(), key.source(), referrer, key.clickMarkers());
    }

    public Keys clicks(String... markers) {
        List<String> sorted = Arrays.stream(markers).sorted().toList();
        return with(key.campaign(), key.medium(), key.source(), key.referrer(), sorted);
    }

    private Keys with(String campaign, String medium, String source, String referrer, List<String> clicks) {
        return new Keys(new MappingKey(campaign, medium, source, key.landingPage(), referrer, clicks, key.kind()));
    }
}
