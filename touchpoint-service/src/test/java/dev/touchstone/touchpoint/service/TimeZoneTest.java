package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.SessionSettingsTest.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The organisation's time zone: days of campaigns are days there (gap G5). */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class TimeZoneTest extends ServiceFixture {
    /** Other tests find the zone that ships. */
    @AfterEach
    void forget() {
        state.clear();
    }

    @Test
    void aNewZoneDerivesHistoryAnew() {
        CrmRecord.Builder campaign =
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")).toBuilder();
        campaign.getCampaignBuilder().setTouchpointEndDate("2025-06-01");
        client.sync(
                campaign.build(),
                lead("L1", "a@example.com", at("06:00")),
                member("M1", "C1", "L1", at("06:30"), at("06:30")));
        client.awaitDerived();
        assertThat(inForce().getSettings().getTimeZone()).isEqualTo("UTC");
        assertThat(touchpoints()).isZero();

        SessionSettingsVersion inLosAngeles = update("America/Los_Angeles");
        client.awaitDerived();
        assertThat(inLosAngeles.getSettings().getTimeZone()).isEqualTo("America/Los_Angeles");
        assertThat(inForce()).isEqualTo(inLosAngeles);
        assertThat(touchpoints()).as("it is still the day before there").isEqualTo(1);

        client.settings.restoreSessionSettings(RestoreSessionSettingsRequest.newBuilder()
                .setVersion(1)
                .setEtag(inLosAngeles.getEtag())
                .build());
        client.awaitDerived();
        assertThat(inForce().getSettings().getTimeZone()).isEqualTo("UTC");
        assertThat(touchpoints()).isZero();
    }

    @Test
    void noZoneIsUtc() {
        assertThat(update("").getVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Atlantis", "+02:00", "CEST", "europe/berlin", " UTC"})
    void whatIsNoNameOfAZoneIsRefused(String zone) {
        assertThat(violations(() -> update(zone))).containsExactly("settings.time_zone INVALID_TIME_ZONE");
    }

    private SessionSettingsVersion inForce() {
        return client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
    }

    private SessionSettingsVersion update(String zone) {
        SessionSettingsVersion before = inForce();
        return client.settings
                .updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                        .setSettings(before.getSettings().toBuilder().setTimeZone(zone))
                        .setEtag(before.getEtag())
                        .build())
                .getVersion();
    }

    private int touchpoints() {
        return client.journey("a@example.com").getTouchpointsCount();
    }
}
