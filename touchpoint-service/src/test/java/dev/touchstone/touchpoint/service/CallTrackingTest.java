package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.call;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.IdentificationKind;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesRequest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task in which a call-tracking product named the visitor tells whose the visitor's sessions are (A10). */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class CallTrackingTest {
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
        client.ingest(
                pageView("v1", "e1", at("09:00"), "https://acme.com/").build(),
                pageView("v2", "e2", at("09:00"), "https://acme.com/").build());
        client.awaitDerived();
        assertThat(state.owners("v1")).containsExactly("");
    }

    @AfterEach
    void end() {
        state.clear();
        client.close();
    }

    @Test
    void anAnonymousSessionBelongsToTheLeadOfTheCall() {
        client.sync(lead("L1", "a@example.com", at("08:00")), call("T1", "L1", "v1", at("09:10"), at("09:10")));
        client.awaitDerived();

        assertThat(state.owners("v1")).containsExactly("a@example.com");
        assertThat(state.owners("v2")).containsExactly("");
        assertThat(client.identities
                        .listVisitorIdentities(ListVisitorIdentitiesRequest.newBuilder()
                                .setVisitorId("v1")
                                .build())
                        .getIdentitiesList())
                .singleElement()
                .satisfies(identity -> {
                    assertThat(identity.getEmail()).isEqualTo("a@example.com");
                    assertThat(identity.getKind()).isEqualTo(IdentificationKind.IDENTIFICATION_KIND_ALIAS);
                });
        assertThat(client.identities
                        .listVisitorIdentities(ListVisitorIdentitiesRequest.newBuilder()
                                .setEmail("a@example.com")
                                .build())
                        .getIdentitiesList())
                .hasSize(1);
    }

    /** The lead may come later than the task, and be somebody else later. */
    @Test
    void theSessionFollowsTheLeadsAddressAndTheTasksLeadAndVisitor() {
        client.sync(call("T1", "L1", "v1", at("09:10"), at("09:10")));
        client.awaitDerived();
        assertThat(state.owners("v1")).containsExactly("");

        client.sync(lead("L1", "a@example.com", at("10:00")));
        client.awaitDerived();
        assertThat(state.owners("v1")).containsExactly("a@example.com");

        client.sync(lead("L1", "b@example.com", at("10:01")));
        client.awaitDerived();
        assertThat(state.owners("v1")).containsExactly("b@example.com");

        client.sync(Facts.mergedPerson("L1", "L2", at("10:02")), lead("L2", "c@example.com", at("10:02")));
        client.awaitDerived();
        assertThat(state.owners("v1")).containsExactly("c@example.com");

        client.sync(call("T1", "L2", "v2", at("09:10"), at("10:03")));
        client.awaitDerived();
        assertThat(state.owners("v1")).containsExactly("");
        assertThat(state.owners("v2")).containsExactly("c@example.com");

        CrmRecord deletion = call("T1", "L2", "v2", at("09:10"), at("10:04")).toBuilder()
                .setDeleted(true)
                .build();
        client.sync(deletion);
        client.awaitDerived();
        assertThat(state.owners("v2")).containsExactly("");
    }

    @Test
    void anIgnoredAddressOfALeadIdentifiesNobody() {
        client.sync(lead("L1", "a@example.com", at("08:00")), call("T1", "L1", "v1", at("09:10"), at("09:10")));
        client.awaitDerived();

        client.identities.ignoreIdentity(
                IgnoreIdentityRequest.newBuilder().setEmail("a@example.com").build());
        client.awaitDerived();

        assertThat(state.owners("v1")).containsExactly("");
    }

    @Test
    void theExplanationNamesTheTask() {
        client.sync(lead("L1", "a@example.com", at("08:00")), call("T1", "L1", "v1", at("09:10"), at("09:10")));
        client.awaitDerived();
        String sessionId = state.texts("SELECT session_id::text FROM session WHERE visitor_id = 'v1'")
                .get(0);

        assertThat(client.sessions
                        .explainSession(ExplainSessionRequest.newBuilder()
                                .setSessionId(sessionId)
                                .build())
                        .getStepsList())
                .anySatisfy(step -> assertThat(step)
                        .contains("known by a task in which call tracking named the visitor (task T1 at"));
    }
}
