package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static dev.touchstone.touchpoint.service.IdentityFacts.aliasEvent;
import static dev.touchstone.touchpoint.service.IdentityFacts.click;
import static dev.touchstone.touchpoint.service.IdentityFacts.crmPerson;
import static dev.touchstone.touchpoint.service.IdentityFacts.identity;
import static dev.touchstone.touchpoint.service.IdentityFacts.munchkin;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.UnignoreIdentityRequest;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Whatever changes who visitors are, or how sessions are cut, has its effect on every visitor, whichever of two overlapping
 * transactions commits first.
 */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class OverlappingIdentitiesTest extends HandFixture {
    private static final String ANN = "ann@example.com";
    private static final String BOB = "bob@example.com";

    @Inject
    EventLog eventLog;

    @Inject
    ReadVisitorFacts visitorFacts;

    @Test
    void aliasIdentityThatCommitsAfterItsVisitorWasDerivedIsNotLost() {
        try (HeldCommit held = new HeldCommit(dataSource, "alias_identity")) {
            CompletableFuture<Void> recording = held.start(this::recordAnn);
            append(page("v1"), aliasEvent("v1", "a1", at("09:01"), munchkin("m1")));
            assertThat(hand.drain()).containsExactly("v1");
            assertThat(state.owners("v1")).containsExactly("");

            held.release(recording);
        }
        assertThat(hand.drain()).containsExactly("v1");
        assertOwner("v1", ANN);
    }

    @Test
    void eventThatCommitsAfterItsAliasWasExpandedIsNotLost() {
        try (HeldCommit held = new HeldCommit(dataSource, "web_event")) {
            CompletableFuture<Void> appending =
                    held.start(() -> append(page("v1"), aliasEvent("v1", "a1", at("09:01"), munchkin("m1"))));
            recordAnn();
            assertThat(hand.drain()).as("nobody has the alias yet").isEmpty();

            held.release(appending);
        }
        assertThat(hand.drain()).containsExactly("v1");
        assertOwner("v1", ANN);
    }

    @Test
    void aliasIdentityThatCommitsWhileItsVisitorIsDerivedIsNotLost() {
        append(page("v1"), aliasEvent("v1", "a1", at("09:01"), munchkin("m1")));

        hand.deriveAndMeanwhile(Queue.VISITOR, () -> elsewhere(this::recordAnn));

        assertThat(hand.drain()).containsExactly("v1");
        assertOwner("v1", ANN);
    }

    @Test
    void ignoringThatCommitsAfterItsVisitorWasDerivedIsNotLost() {
        try (HeldCommit held = new HeldCommit(dataSource, "ignored_identity")) {
            CompletableFuture<Void> ignoring = held.start(() -> ignore(ANN, ""));
            client.ingest(
                    form("v1", "f1", at("09:00"), "https://acme.com/", ANN).build());
            assertThat(hand.drain()).containsExactly("v1");
            assertThat(state.owners("v1")).containsExactly(ANN);

            held.release(ignoring);
        }
        assertThat(hand.drain()).containsExactly("v1");
        assertThat(facts("v1").ignoredEmails()).containsExactly(ANN);
        assertOwner("v1", "");
    }

    @Test
    void eventThatCommitsAfterItsAddressWasIgnoredIsNotLost() {
        try (HeldCommit held = new HeldCommit(dataSource, "web_event")) {
            CompletableFuture<Void> ingesting = held.start(() -> client.ingest(
                    form("v1", "f1", at("09:00"), "https://acme.com/", ANN).build()));
            ignore(ANN, "");
            assertThat(hand.drain()).isEmpty();

            held.release(ingesting);
        }
        assertThat(hand.drain()).containsExactly("v1");
        assertOwner("v1", "");
    }

    @Test
    void takingBackThatCommitsWhileAVisitorIsDerivedIsNotLost() {
        client.ingest(
                form("v1", "f1", at("09:00"), "https://acme.com/", ANN).build(),
                form("v2", "f1", at("09:00"), "https://acme.com/", ANN).build());
        ignore("", "v1");
        hand.drain();
        client.ingest(pageView("v1", "e2", at("09:10"), "https://acme.com/").build());

        hand.deriveAndMeanwhile(
                Queue.VISITOR,
                () -> elsewhere(() -> client.identities.unignoreIdentity(
                        UnignoreIdentityRequest.newBuilder().setVisitorId("v1").build())));

        assertThat(hand.drain()).containsExactly("v1");
        assertThat(facts("v1").ignored()).isFalse();
        assertThat(state.owners("v1")).containsExactly(ANN);
    }

    /** T24 with the lead's record and the click on the way at the same time, in each order. */
    @Test
    void leadAndClickThatComeTogetherFindEachOther() {
        client.sync(lead("L1", ANN, at("08:00")));
        append(click("v1", "c1", at("09:00"), crmPerson("L1")));
        hand.deriveAndMeanwhile(Queue.CRM_PERSON, () -> elsewhere(() -> hand.derive(Queue.VISITOR)));
        assertThat(facts("v1").aliasIdentities())
                .extracting(AliasIdentity::email)
                .containsExactly(ANN);
        assertThat(hand.drain()).as("derived without the lead before").containsExactly("v1");
        assertOwner("v1", ANN);

        client.sync(lead("L2", BOB, at("08:00")));
        append(click("v2", "c1", at("09:00"), crmPerson("L2")));
        hand.deriveAndMeanwhile(Queue.VISITOR, () -> elsewhere(() -> hand.derive(Queue.CRM_PERSON)));
        assertThat(hand.drain()).contains("v2");
        assertOwner("v2", BOB);
    }

    /** The address that was there only between two looks leaves no visitor behind. */
    @Test
    void addressThatChangesAndChangesBackBeforeTheLeadIsDerivedLeavesNoTrace() {
        client.sync(lead("L1", ANN, at("08:00")));
        append(click("v1", "c1", at("09:00"), crmPerson("L1")));
        hand.drain();
        client.sync(lead("L1", BOB, at("08:01")));
        append(click("v1", "c2", at("09:05"), crmPerson("L1")));
        assertThat(hand.derive(Queue.VISITOR)).containsExactly("v1");
        client.sync(lead("L1", ANN, at("08:02")));

        hand.drain();

        assertOwner("v1", ANN);
    }

    @Test
    void leadThatStaysWhoItIsMarksNoVisitor() {
        client.sync(lead("L1", ANN, at("08:00")));
        append(click("v1", "c1", at("09:00"), crmPerson("L1")));
        hand.drain();

        client.sync(lead("L1", ANN, at("08:01")));

        assertThat(hand.drain()).isEmpty();
    }

    @Test
    void settingsThatCommitWhileAVisitorIsDerivedByTheOnesBeforeHaveTheirEffect() {
        ingestTwoPagesTwentyMinutesApart();

        hand.deriveAndMeanwhile(Queue.VISITOR, () -> elsewhere(this::endSessionsAfterTenMinutes));

        assertThat(state.count("session")).as("by the settings before").isEqualTo(1);
        assertThat(hand.drain()).containsExactly("v1");
        assertThat(state.count("session")).isEqualTo(2);
        assertConsistent();
    }

    /** The visitor nobody could have marked: not there when the settings were changed, derived when they were committed. */
    @Test
    void visitorWhoComesBetweenTheChangeOfSettingsAndItsCommitIsDerivedByTheNewOnes() {
        try (HeldCommit held = new HeldCommit(dataSource, "session_settings_version")) {
            CompletableFuture<Void> changing = held.start(this::endSessionsAfterTenMinutes);
            ingestTwoPagesTwentyMinutesApart();
            assertThat(hand.drain()).containsExactly("v1");
            assertThat(state.count("session")).isEqualTo(1);

            held.release(changing);
        }
        assertThat(hand.drain()).containsExactly("v1");
        assertThat(state.count("session")).isEqualTo(2);
        assertConsistent();
    }

    private void assertOwner(String visitorId, String email) {
        assertThat(state.owners(visitorId)).containsOnly(email);
        assertConsistent();
    }

    private void assertConsistent() {
        assertThat(client.admin
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                        .getExamplesList())
                .isEmpty();
    }

    private VisitorFacts facts(String visitorId) {
        return visitorFacts.read(List.of(visitorId)).get(0);
    }

    private void append(WebEvent... events) {
        eventLog.append(List.of(events), 0, at("12:00"));
    }

    private static WebEvent page(String visitor) {
        return IdentityFacts.event(
                visitor, "e1", at("09:00"), dev.touchstone.touchpoint.session.WebEventType.PAGE_VIEW, null, null);
    }

    private void recordAnn() {
        client.identities.recordAliasIdentities(IdentityFacts.record(identity("m1", ANN, at("08:00"))));
    }

    private void ignore(String email, String visitorId) {
        client.identities.ignoreIdentity(IgnoreIdentityRequest.newBuilder()
                .setEmail(email)
                .setVisitorId(visitorId)
                .build());
    }

    private void ingestTwoPagesTwentyMinutesApart() {
        client.ingest(
                pageView("v1", "e1", at("09:00"), "https://acme.com/").build(),
                pageView("v1", "e2", at("09:20"), "https://acme.com/").build());
    }

    private void endSessionsAfterTenMinutes() {
        SessionSettingsVersion inForce = client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
        client.settings.updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                .setSettings(inForce.getSettings().toBuilder()
                        .setInactivity(Duration.newBuilder().setSeconds(600)))
                .setEtag(inForce.getEtag())
                .build());
    }

    /** In a transaction of its own, which is committed when this returns. */
    private static void elsewhere(Runnable call) {
        CompletableFuture.runAsync(call)
                .orTimeout(1, java.util.concurrent.TimeUnit.MINUTES)
                .join();
    }
}
