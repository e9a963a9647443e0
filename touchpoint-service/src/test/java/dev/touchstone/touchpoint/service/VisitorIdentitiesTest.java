package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static dev.touchstone.touchpoint.service.IdentityFacts.aliasEvent;
import static dev.touchstone.touchpoint.service.IdentityFacts.click;
import static dev.touchstone.touchpoint.service.IdentityFacts.crmPerson;
import static dev.touchstone.touchpoint.service.IdentityFacts.event;
import static dev.touchstone.touchpoint.service.IdentityFacts.identity;
import static dev.touchstone.touchpoint.service.IdentityFacts.munchkin;
import static dev.touchstone.touchpoint.service.IdentityFacts.record;
import static dev.touchstone.touchpoint.service.SessionSettingsTest.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.IdentificationKind;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.IgnoredIdentity;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesRequest;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesResponse;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesRequest;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesResponse;
import dev.touchstone.touchpoint.v1.QueueStatus;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesRequest;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesResponse;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointPosition;
import dev.touchstone.touchpoint.v1.UnignoreIdentityRequest;
import dev.touchstone.touchpoint.v1.VisitorAliasType;
import dev.touchstone.touchpoint.v1.VisitorIdentity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who visitors are, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class VisitorIdentitiesTest extends ServiceFixture {
    private static final String MARK = "mark@email.com";
    private static final String JANE = "jane@x.com";
    private static final String JANET = "janet@x.com";

    @Inject
    EventLog eventLog;

    @Inject
    ReadVisitorFacts visitorFacts;

    @Test
    void recordsAreStoredOnceAndTheEarlierTimeIsKept() {
        RecordAliasIdentitiesRequest request = record(
                identity("m1", "Mark@Email.com", at("10:00")),
                identity("m1", MARK, at("09:00")),
                identity("m1", JANE, at("09:00")));

        assertThat(counts(client.identities.recordAliasIdentities(request))).containsExactly(2, 1, 0);
        assertThat(counts(client.identities.recordAliasIdentities(request))).containsExactly(0, 3, 0);
        assertThat(counts(client.identities.recordAliasIdentities(record(identity("m1", JANE, at("08:00"))))))
                .containsExactly(1, 0, 0);
        append(aliasEvent("v1", "a1", at("07:00"), munchkin("m1")));
        assertThat(facts("v1").aliasIdentities())
                .containsExactlyInAnyOrder(
                        new AliasIdentity(munchkin("m1"), MARK, at("09:00")),
                        new AliasIdentity(munchkin("m1"), JANE, at("08:00")));
    }

    @Test
    void badRecordIsRefusedAloneWithEverythingThatIsWrong() {
        var crmPerson = identity("00Q1", MARK, at("09:00")).toBuilder();
        crmPerson.getAliasBuilder().setType(VisitorAliasType.VISITOR_ALIAS_TYPE_CRM_PERSON);
        RecordAliasIdentitiesResponse response = client.identities.recordAliasIdentities(record(
                identity("m1", MARK, at("09:00")),
                identity("with blank", "no address", at("09:00")).toBuilder()
                        .clearIdentifyTime()
                        .build(),
                crmPerson.build(),
                dev.touchstone.touchpoint.v1.AliasIdentity.getDefaultInstance()));

        assertThat(counts(response)).containsExactly(1, 0, 3);
        assertThat(response.getRefusals(0).getRecordId()).isEqualTo("with blank");
        assertThat(response.getRefusalsList())
                .flatExtracting(refusal -> refusal.getViolationsList())
                .extracting(violation -> violation.getField() + " " + violation.getReason())
                .containsExactly(
                        "alias_identities[1].alias.value INVALID_ID",
                        "alias_identities[1].email INVALID_EMAIL",
                        "alias_identities[1].identify_time FIELD_REQUIRED",
                        "alias_identities[2].alias.type FIELD_NOT_ALLOWED",
                        "alias_identities[3].alias FIELD_REQUIRED",
                        "alias_identities[3].email FIELD_REQUIRED",
                        "alias_identities[3].identify_time FIELD_REQUIRED");
        assertThat(violations(() -> client.identities.recordAliasIdentities(record())))
                .containsExactly("alias_identities FIELD_REQUIRED");
        assertThat(violations(() -> client.identities.recordAliasIdentities(RecordAliasIdentitiesRequest.newBuilder()
                        .addAllAliasIdentities(Collections.nCopies(1_001, identity("m1", MARK, at("09:00"))))
                        .build())))
                .containsExactly("alias_identities TOO_MANY");
    }

    /** T28: the cookie map makes the visit from before the e-mail the first touch, in whatever order the two are told. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cookieMapGivesTheVisitToWhomTheOtherSystemKnows(boolean identityFirst) {
        RecordAliasIdentitiesRequest known = record(identity("456", MARK, at("12:00")));
        if (identityFirst) {
            client.identities.recordAliasIdentities(known);
            client.awaitDerived();
        }
        client.ingest(pageView("123", "e1", at("09:00"), "https://acme.com/?utm_source=facebook")
                .setReferrerUrl("https://www.facebook.com/")
                .build());
        append(aliasEvent("123", "a1", at("09:00"), munchkin("456")));
        client.awaitDerived();
        if (!identityFirst) {
            assertThat(state.owners("123")).containsExactly("");
            client.identities.recordAliasIdentities(known);
            client.awaitDerived();
        }

        VisitorIdentity identity = ofVisitor("123").get(0);
        assertThat(identity.getEmail()).isEqualTo(MARK);
        assertThat(identity.getKind()).isEqualTo(IdentificationKind.IDENTIFICATION_KIND_ALIAS);
        assertThat(identity.getFirstIdentifyTime()).isEqualTo(Facts.time(at("12:00")));
        assertThat(ofEmail(MARK)).containsExactly(identity);
        assertConsistent();
        List<Touchpoint> touchpoints = client.journey(MARK).getTouchpointsList();
        assertThat(touchpoints).hasSize(1);
        assertThat(touchpoints.get(0).getPositionsList()).contains(TouchpointPosition.TOUCHPOINT_POSITION_FT);
        assertThat(touchpoints.get(0).getTouchpointTime()).isEqualTo(Facts.time(at("09:00")));
    }

    /** T24: the link names a lead, whose record comes later, and whose address changes then. */
    @Test
    void linkThatNamesALeadBelongsToTheAddressOfTheLead() {
        append(click("v1", "c1", at("09:00"), crmPerson("L1")));
        client.awaitDerived();
        assertThat(ofVisitor("v1")).isEmpty();
        assertThat(state.owners("v1")).containsExactly("");

        client.sync(lead("L1", JANE, at("10:00")));
        client.awaitDerived();
        assertThat(emails(ofVisitor("v1"))).containsExactly(JANE);
        assertThat(ofEmail("Jane@X.com").get(0).getKind()).isEqualTo(IdentificationKind.IDENTIFICATION_KIND_EMAIL_LINK);
        assertOwners("v1", JANE);

        client.sync(lead("L1", JANET, at("11:00")));
        client.awaitDerived();
        assertThat(emails(ofVisitor("v1"))).containsExactly(JANET);
        assertThat(ofEmail(JANE)).isEmpty();
        assertOwners("v1", JANET);

        client.sync(Facts.modified(at("12:00"))
                .setDeleted(true)
                .setPerson(dev.touchstone.touchpoint.v1.CrmPerson.newBuilder().setCrmPersonId("L1"))
                .build());
        client.awaitDerived();
        assertThat(ofVisitor("v1")).isEmpty();
        assertOwners("v1", "");
        assertConsistent();
    }

    /** A device that two people use is known by both, each with the evidence; pages of the list follow each other. */
    @Test
    void sharedDeviceIsKnownByEveryAddressWithItsEvidence() {
        client.ingest(
                form("v1", "f1", at("09:00"), "https://acme.com/", JANE).build(),
                form("v1", "f2", at("11:00"), "https://acme.com/", JANE).build(),
                form("v1", "f3", at("10:00"), "https://acme.com/", MARK).build(),
                form("v2", "f1", at("10:00"), "https://acme.com/", JANE).build());
        append(
                event("v1", "i1", at("12:00"), WebEventType.IDENTIFICATION, JANE, null),
                event("v1", "t1", at("13:00"), WebEventType.CHAT, JANE, null),
                event("v1", "l1", at("14:00"), WebEventType.EMAIL_LINK_CLICK, JANE, null),
                aliasEvent("v1", "a1", at("15:00"), munchkin("m1")));
        client.identities.recordAliasIdentities(record(identity("m1", MARK, at("08:00"))));
        client.awaitDerived();

        List<VisitorIdentity> identities = ofVisitor("v1");

        assertThat(identities)
                .extracting(identity ->
                        identity.getEmail() + " " + identity.getKind().name().substring(20))
                .containsExactly(
                        JANE + " CHAT",
                        JANE + " EMAIL_LINK",
                        JANE + " FORM",
                        JANE + " RECOGNITION",
                        MARK + " ALIAS",
                        MARK + " FORM");
        VisitorIdentity forms = identities.get(2);
        assertThat(forms.getIdentificationCount()).isEqualTo(2);
        assertThat(forms.getFirstIdentifyTime()).isEqualTo(Facts.time(at("09:00")));
        assertThat(forms.getLastIdentifyTime()).isEqualTo(Facts.time(at("11:00")));
        assertThat(identities.get(4).getFirstIdentifyTime()).isEqualTo(Facts.time(at("15:00")));
        assertThat(ofEmail(JANE))
                .extracting(identity -> identity.getVisitorId() + " "
                        + identity.getKind().name().substring(20))
                .containsExactly("v1 CHAT", "v1 EMAIL_LINK", "v1 FORM", "v1 RECOGNITION", "v2 FORM");
        assertThat(pages(ListVisitorIdentitiesRequest.newBuilder().setVisitorId("v1"), 2))
                .isEqualTo(identities);
    }

    @Test
    void ignoredAddressIdentifiesNobodyUntilItIsTakenBack() {
        client.ingest(
                form("v1", "f1", at("09:00"), "https://acme.com/", JANE).build(),
                form("v2", "f1", at("09:00"), "https://acme.com/", JANE).build(),
                form("v3", "f1", at("09:00"), "https://acme.com/", MARK).build());
        client.awaitDerived();
        List<String> before = state.derived();

        IgnoredIdentity ignored = ignore("Jane@X.com", "", "a test address");
        client.awaitDerived();

        assertThat(ignored.getEmail()).isEqualTo(JANE);
        assertThat(ignored.getNote()).isEqualTo("a test address");
        assertThat(facts("v1").ignoredEmails()).containsExactly(JANE);
        assertThat(facts("v3").ignoredEmails()).isEmpty();
        assertThat(ofVisitor("v1").get(0).getIgnored()).isTrue();
        assertThat(ofVisitor("v3").get(0).getIgnored()).isFalse();
        assertConsistent();
        assertOwners("v1", "");
        assertOwners("v2", "");
        assertOwners("v3", MARK);

        unignore(JANE, "");
        client.awaitDerived();
        assertThat(facts("v1").ignoredEmails()).isEmpty();
        assertThat(state.derived()).isEqualTo(before);
    }

    /** Two visitors are one person by an address; ignored for one of them, they are two again. */
    @Test
    void visitorsOfOneAddressPartWhenItIsIgnoredForOneAndMeetAgain() {
        client.ingest(
                form("v1", "f1", at("09:00"), "https://acme.com/", JANE).build(),
                form("v2", "f1", at("10:00"), "https://acme.com/", JANE).build(),
                form("v2", "f2", at("11:00"), "https://acme.com/", MARK).build());
        client.awaitDerived();
        List<String> together = state.derived();
        assertThat(client.journey(JANE).getTouchpointsList()).hasSize(2);

        ignore(JANE, "v2", "borrowed");
        client.awaitDerived();
        assertThat(facts("v1").ignoredEmails()).isEmpty();
        assertThat(facts("v2").ignoredEmails()).containsExactly(JANE);
        assertOwners("v2", MARK);
        assertOwners("v1", JANE);

        unignore(JANE, "v2");
        client.awaitDerived();
        assertThat(state.derived()).isEqualTo(together);
    }

    @Test
    void ignoredVisitorIsNobody() {
        client.ingest(
                form("v1", "f1", at("09:00"), "https://acme.com/", JANE).build(),
                form("v2", "f1", at("09:00"), "https://acme.com/", JANE).build());
        ignore("", "v1", "our own office");
        client.awaitDerived();

        assertThat(facts("v1").ignored()).isTrue();
        assertThat(facts("v2").ignored()).isFalse();
        assertThat(ofVisitor("v1").get(0).getIgnored()).isTrue();
        assertOwners("v1", "");
        assertOwners("v2", JANE);
    }

    /** An address that a visitor has only by an alias is ignored as well. */
    @Test
    void addressesOfAliasesAreIgnoredToo() {
        client.sync(lead("L1", JANE, at("08:00")));
        client.identities.recordAliasIdentities(record(identity("m1", MARK, at("08:00"))));
        append(
                click("v1", "c1", at("09:00"), crmPerson("L1")),
                event("v2", "e1", at("09:00"), WebEventType.PAGE_VIEW, null, null),
                aliasEvent("v2", "a1", at("09:01"), munchkin("m1")));
        client.awaitDerived();

        ignore(JANE, "", "");
        ignore(MARK, "", "");
        client.awaitDerived();

        assertThat(facts("v1").ignoredEmails()).containsExactly(JANE);
        assertThat(facts("v2").ignoredEmails()).containsExactly(MARK);
        assertOwners("v1", "");
        assertOwners("v2", "");
        assertConsistent();
    }

    @Test
    void ignoreListIsListedByVisitorAndAddressAndKeepsItsTimes() {
        IgnoredIdentity first = ignore(JANE, "", "first");
        ignore("", "v1", "");
        ignore(JANE, "v1", "");
        ignore(MARK, "", "");
        IgnoredIdentity second = ignore(JANE, "", "second");

        assertThat(second.getCreateTime()).isEqualTo(first.getCreateTime());
        assertThat(second.getNote()).isEqualTo("second");
        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            ListIgnoredIdentitiesResponse page =
                    client.identities.listIgnoredIdentities(ListIgnoredIdentitiesRequest.newBuilder()
                            .setPageSize(3)
                            .setPageToken(token)
                            .build());
            page.getIgnoredIdentitiesList()
                    .forEach(identity -> listed.add(identity.getVisitorId() + "/" + identity.getEmail()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(listed).containsExactly("/" + JANE, "/" + MARK, "v1/", "v1/" + JANE);
    }

    @Test
    void requestsThatNameNobodyAreRefused() {
        assertThat(violations(() -> ignore("", "", ""))).containsExactly("email FIELD_REQUIRED");
        assertThat(violations(() -> ignore("x", "with blank", "n".repeat(501))))
                .containsExactly("email INVALID_EMAIL", "visitor_id INVALID_ID", "note FIELD_TOO_LONG");
        assertThat(violations(() -> unignore("", ""))).containsExactly("email FIELD_REQUIRED");
        assertThat(violations(() -> client.identities.listVisitorIdentities(ListVisitorIdentitiesRequest.newBuilder()
                        .setPageSize(-1)
                        .build())))
                .containsExactly("email FIELD_REQUIRED", "page_size OUT_OF_RANGE");
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> unignore(JANE, "v1"));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refused.getMessage()).doesNotContain(JANE);
    }

    @Test
    void tokenOfAnotherListIsRefused() {
        client.ingest(
                form("v1", "f1", at("09:00"), "https://acme.com/", JANE).build(),
                form("v1", "f2", at("09:00"), "https://acme.com/", MARK).build());
        String token = client.identities
                .listVisitorIdentities(ListVisitorIdentitiesRequest.newBuilder()
                        .setVisitorId("v1")
                        .setPageSize(1)
                        .build())
                .getNextPageToken();

        assertThat(violations(() -> client.identities.listVisitorIdentities(ListVisitorIdentitiesRequest.newBuilder()
                        .setVisitorId("v2")
                        .setPageToken(token)
                        .build())))
                .containsExactly("page_token INVALID_PAGE_TOKEN");
    }

    @Test
    void statusListsTheQueueOfAliasesFirst() {
        assertThat(client.admin
                        .getDerivationStatus(GetDerivationStatusRequest.getDefaultInstance())
                        .getQueuesList())
                .extracting(QueueStatus::getQueue)
                .containsExactly("alias", "visitor", "campaign", "program", "rule_list", "crm_person", "person");
    }

    private void assertOwners(String visitorId, String email) {
        assertThat(state.owners(visitorId)).containsOnly(email);
    }

    private void assertConsistent() {
        assertThat(client.admin
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                        .getExamplesList())
                .isEmpty();
    }

    private void append(WebEvent... events) {
        eventLog.append(List.of(events), 0, at("18:00"));
    }

    private VisitorFacts facts(String visitorId) {
        return visitorFacts.read(List.of(visitorId)).get(0);
    }

    private IgnoredIdentity ignore(String email, String visitorId, String note) {
        return client.identities
                .ignoreIdentity(IgnoreIdentityRequest.newBuilder()
                        .setEmail(email)
                        .setVisitorId(visitorId)
                        .setNote(note)
                        .build())
                .getIgnoredIdentity();
    }

    private void unignore(String email, String visitorId) {
        client.identities.unignoreIdentity(UnignoreIdentityRequest.newBuilder()
                .setEmail(email)
                .setVisitorId(visitorId)
                .build());
    }

    private List<VisitorIdentity> ofVisitor(String visitorId) {
        return pages(ListVisitorIdentitiesRequest.newBuilder().setVisitorId(visitorId), 0);
    }

    private List<VisitorIdentity> ofEmail(String email) {
        return pages(ListVisitorIdentitiesRequest.newBuilder().setEmail(email), 0);
    }

    private List<VisitorIdentity> pages(ListVisitorIdentitiesRequest.Builder request, int pageSize) {
        List<VisitorIdentity> identities = new ArrayList<>();
        String token = "";
        do {
            ListVisitorIdentitiesResponse page = client.identities.listVisitorIdentities(
                    request.setPageSize(pageSize).setPageToken(token).build());
            identities.addAll(page.getIdentitiesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return identities;
    }

    private static List<String> emails(List<VisitorIdentity> identities) {
        return identities.stream().map(VisitorIdentity::getEmail).toList();
    }

    private static List<Integer> counts(RecordAliasIdentitiesResponse response) {
        return List.of(response.getAcceptedCount(), response.getUnchangedCount(), response.getRefusalsCount());
    }
}
