package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.deletedPerson;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.marketoPerson;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Facts.mergedPerson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads that are merged: their touchpoints move to whom they were merged into (C12), and go on moving with it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class MergedPeopleTest {
    private static final String NOBODY = "-";

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;
    private StoredState state;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        state = new StoredState(dataSource);
        state.clear();
        client.sync(campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")));
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void theMembershipOfAMergedLeadMovesAndFollowsTheWinnersAddress() {
        client.sync(
                lead("L1", "old@example.com", at("08:00")),
                lead("L2", "winner@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        client.awaitDerived();
        assertThat(touchpoints("old@example.com")).hasSize(1);

        client.sync(mergedPerson("L1", "L2", at("10:00")));
        client.awaitDerived();
        assertThat(touchpoints("old@example.com")).isEmpty();
        assertThat(touchpoints("winner@example.com"))
                .singleElement()
                .satisfies(touchpoint ->
                        assertThat(touchpoint.getFact().getCampaignMemberId()).isEqualTo("M1"));

        client.sync(lead("L2", "new@example.com", at("11:00")));
        client.awaitDerived();
        assertThat(touchpoints("winner@example.com")).isEmpty();
        assertThat(touchpoints("new@example.com")).hasSize(1);

        client.sync(deletedPerson("L2", at("12:00")));
        client.awaitDerived();
        assertThat(state.count("touchpoint")).isZero();
    }

    @Test
    void aPlainDeletionAndAMergeOfTheSameTimeGiveTheMergeInAnyOrder() {
        CrmRecord merge = mergedPerson("L1", "L2", at("10:00"));
        CrmRecord deletion = deletedPerson("L1", at("10:00"));
        for (List<CrmRecord> order : List.of(List.of(merge, deletion), List.of(deletion, merge))) {
            state.execute("DELETE FROM crm_person");
            order.forEach(client::sync);
            assertThat(state.texts("SELECT merged_into_id FROM crm_person")).containsExactly("L2");
        }
        client.awaitDerived();
    }

    /** Ten merges in a row are followed and no more; a shorter way brings those back that were too far. */
    @Test
    void aLongChainIsFollowedForTenMerges() {
        for (int i = 0; i < 12; i++) {
            client.sync(mergedPerson("L" + i, "L" + (i + 1), at("10:00")));
        }
        client.sync(lead("L12", "end@example.com", at("10:00")));
        client.awaitDerived();
        assertThat(whoIs("L1", "L2", "L11", "L12"))
                .containsExactly(NOBODY, "end@example.com", "end@example.com", "end@example.com");

        client.sync(mergedPerson("L6", "L12", at("11:00")));
        client.awaitDerived();
        assertThat(whoIs("L0", "L1")).containsExactly("end@example.com", "end@example.com");

        client.sync(lead("L12", "", at("12:00")));
        client.awaitDerived();
        assertThat(whoIs("L0", "L1", "L12")).containsOnly(NOBODY);
    }

    @Test
    void aCircleOfMergesIsNobodyUntilItIsBroken() {
        client.sync(
                mergedPerson("L1", "L2", at("10:00")),
                mergedPerson("L2", "L3", at("10:00")),
                mergedPerson("L3", "L1", at("10:00")));
        client.awaitDerived();
        assertThat(whoIs("L1", "L2", "L3")).containsOnly(NOBODY);

        client.sync(lead("L3", "back@example.com", at("11:00")));
        client.awaitDerived();
        assertThat(whoIs("L1", "L2", "L3")).containsOnly("back@example.com");
    }

    @Test
    void aPersonOfMarketoWithoutAddressHasThatOfTheLeadItIs() {
        client.sync(
                marketoPerson("K1", "", "L1", at("08:00")),
                marketoPerson("K2", "own@example.com", "L1", at("08:00")),
                lead("L1", "lead@example.com", at("08:00")));
        client.awaitDerived();
        assertThat(whoIs("K1", "K2")).containsExactly("lead@example.com", "own@example.com");

        client.sync(lead("L1", "new@example.com", at("09:00")));
        client.awaitDerived();
        assertThat(whoIs("K1", "K2")).containsExactly("new@example.com", "own@example.com");
    }

    private List<Touchpoint> touchpoints(String email) {
        return client.journey(email).getTouchpointsList();
    }

    private List<String> whoIs(String... crmPersonIds) {
        return List.of(crmPersonIds).stream()
                .map(id -> state
                        .texts("SELECT p.email FROM crm_person_identity JOIN person p USING (person_id)"
                                + " WHERE crm_person_id = '" + id + "'")
                        .stream()
                        .findFirst()
                        .orElse(NOBODY))
                .toList();
    }
}
