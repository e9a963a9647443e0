package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.ListSessionSettingsVersionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionSettingsVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The session settings over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class SessionSettingsTest extends ServiceFixture {
    /** The settings of one test must not stay for the next class. */
    @AfterEach
    void clear() {
        state.clear();
    }

    @Test
    void shippedSettingsAreThoseOfTheContract() {
        SessionSettingsVersion shipped = inForce();

        assertThat(shipped.getVersion()).isEqualTo(1);
        assertThat(shipped.getEtag()).isNotEmpty();
        assertThat(shipped.getSettings().getInactivity()).isEqualTo(minutes(30));
        assertThat(shipped.getSettings().getCarryover()).isEqualTo(minutes(7 * 24 * 60));
        assertThat(shipped.getSettings().getSignInHostsList())
                .contains("accounts.google.com", "login.microsoftonline.com", "login.live.com", "appleid.apple.com")
                .isSorted();
        assertThat(shipped.getSettings().getPaymentHostsList())
                .contains("paypal.com", "checkout.stripe.com", "pay.klarna.com", "checkoutshopper-live.adyen.com")
                .doesNotContain("stripe.com", "klarna.com")
                .isSorted();
        assertThat(shipped.getSettings().getMaxPostLcTouchpoints()).isZero();
    }

    @Test
    void updateIsANewVersionAndHostsAreTakenAsBrowsersSendThem() {
        SessionSettings settings = shipped()
                .setInactivity(minutes(10))
                .clearPaymentHosts()
                .addAllPaymentHosts(List.of("WWW.Pay.example", "a.example", "pay.example"))
                .build();

        SessionSettingsVersion updated = update(settings, inForce().getEtag(), "shorter visits");

        assertThat(updated.getVersion()).isEqualTo(2);
        assertThat(updated.getNote()).isEqualTo("shorter visits");
        assertThat(updated.getSettings().getPaymentHostsList()).containsExactly("a.example", "pay.example");
        assertThat(inForce()).isEqualTo(updated);
    }

    @Test
    void equalSettingsMakeNoVersionAndMarkNothing() {
        SessionSettingsVersion before = inForce();
        List<String> reversed = new ArrayList<>(before.getSettings().getSignInHostsList());
        Collections.reverse(reversed);

        SessionSettingsVersion after = update(
                before.getSettings().toBuilder()
                        .clearSignInHosts()
                        .addAllSignInHosts(reversed)
                        .build(),
                before.getEtag(),
                "nothing new");

        assertThat(after).isEqualTo(before);
        assertThat(state.count("session_settings_version")).isEqualTo(1);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        SessionSettings settings = SessionSettings.newBuilder()
                .setInactivity(Duration.newBuilder().setSeconds(59))
                .setCarryover(Duration.newBuilder().setSeconds(90L * 24 * 60 * 60 + 1))
                .addSignInHosts("accounts.google.com")
                .addSignInHosts("https://accounts.google.com/")
                .addAllPaymentHosts(IntStream.range(0, 201)
                        .mapToObj(i -> "p" + i + ".example")
                        .toList())
                .setMaxPostLcTouchpoints(1_001)
                .build();

        assertThat(violations(() -> update(settings, "", "n".repeat(501))))
                .containsExactly(
                        "settings.inactivity OUT_OF_RANGE",
                        "settings.carryover OUT_OF_RANGE",
                        "settings.sign_in_hosts[1] INVALID_HOST",
                        "settings.payment_hosts TOO_MANY",
                        "settings.max_post_lc_touchpoints OUT_OF_RANGE",
                        "etag FIELD_REQUIRED",
                        "note FIELD_TOO_LONG");
        assertThat(violations(() -> client.settings.updateSessionSettings(
                        UpdateSessionSettingsRequest.newBuilder().setEtag("1").build())))
                .containsExactly("settings FIELD_REQUIRED");
        assertThat(violations(() -> update(
                        shipped()
                                .setInactivity(
                                        Duration.newBuilder().setSeconds(60).setNanos(1))
                                .clearCarryover()
                                .build(),
                        "1",
                        "")))
                .containsExactly("settings.inactivity OUT_OF_RANGE", "settings.carryover FIELD_REQUIRED");
        assertThat(violations(() -> preview(shipped().build(), -1))).containsExactly("max_visitor_count OUT_OF_RANGE");
        assertThat(violations(() -> restore(0, ""))).containsExactly("version OUT_OF_RANGE", "etag FIELD_REQUIRED");
        assertThat(state.count("session_settings_version")).isEqualTo(1);
    }

    @Test
    void limitsThemselvesAreAllowed() {
        update(
                shipped().setInactivity(minutes(1)).setCarryover(minutes(0)).build(),
                inForce().getEtag(),
                "");
        update(
                shipped()
                        .setInactivity(minutes(24 * 60))
                        .setCarryover(minutes(90 * 24 * 60))
                        .setMaxPostLcTouchpoints(1_000)
                        .build(),
                inForce().getEtag(),
                "");

        assertThat(inForce().getVersion()).isEqualTo(3);
    }

    @Test
    void changeOfWhatSomebodyElseChangedIsRefused() {
        String stale = inForce().getEtag();
        update(shipped().setInactivity(minutes(10)).build(), stale, "first");

        assertAborted(() -> update(shipped().setInactivity(minutes(20)).build(), stale, "second"));
        assertAborted(() -> restore(1, stale));
        assertThat(inForce().getNote()).isEqualTo("first");
    }

    /** Each of two editors that begin at the same moment reads the same version; one wins and the other is told. */
    @Test
    void noUpdateIsLostBetweenTwoEditors() throws Exception {
        for (int round = 0; round < 20; round++) {
            String etag = inForce().getEtag();
            long version = inForce().getVersion();
            CyclicBarrier together = new CyclicBarrier(2);
            SessionSettings ofFirst =
                    shipped().setInactivity(minutes(100 + round)).build();
            SessionSettings ofSecond =
                    shipped().setInactivity(minutes(200 + round)).build();

            List<Status.Code> codes = Stream.of(ofFirst, ofSecond)
                    .map(settings -> CompletableFuture.supplyAsync(() -> {
                        try {
                            together.await();
                            update(settings, etag, "");
                            return Status.Code.OK;
                        } catch (StatusRuntimeException e) {
                            return e.getStatus().getCode();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(codes).containsExactlyInAnyOrder(Status.Code.OK, Status.Code.ABORTED);
            assertThat(inForce().getVersion()).isEqualTo(version + 1);
            assertThat(inForce().getSettings()).isEqualTo(codes.get(0) == Status.Code.OK ? ofFirst : ofSecond);
        }
    }

    @Test
    void versionsAreListedNewestFirstPageByPage() {
        for (int minutes = 10; minutes < 15; minutes++) {
            update(shipped().setInactivity(minutes(minutes)).build(), inForce().getEtag(), "m" + minutes);
        }
        List<Long> versions = new ArrayList<>();
        String token = "";
        do {
            ListSessionSettingsVersionsResponse page =
                    client.settings.listSessionSettingsVersions(ListSessionSettingsVersionsRequest.newBuilder()
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            page.getVersionsList().forEach(version -> versions.add(version.getVersion()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(versions).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(violations(() ->
                        client.settings.listSessionSettingsVersions(ListSessionSettingsVersionsRequest.newBuilder()
                                .setPageToken("nonsense")
                                .build())))
                .containsExactly("page_token INVALID_PAGE_TOKEN");
    }

    @Test
    void unknownVersionIsNotRestored() {
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> restore(77, inForce().getEtag()));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(reason(refused)).isEqualTo("SESSION_SETTINGS_VERSION_NOT_FOUND");
    }

    /** T01 under other numbers: what the preview says happens then, and going back gives the same tables to the letter. */
    @Test
    void changeDerivesHistoryAnewAsPreviewedAndGoesBackToTheSame() {
        ingestVisitors(30);
        client.awaitDerived();
        List<String> before = state.derived();
        SessionSettings shorter = shipped().setInactivity(minutes(15)).build();

        PreviewSessionSettingsResponse preview = preview(shorter, 0);

        assertThat(preview.getVisitorCount()).isEqualTo(30);
        assertThat(preview.getSessionCountBefore()).isEqualTo(30);
        assertThat(preview.getSessionCountAfter()).isEqualTo(45);
        assertThat(preview.getChangedVisitorCount()).isEqualTo(15);
        assertThat(preview.getExampleVisitorIdsList())
                .hasSize(15)
                .allMatch(visitor -> Integer.parseInt(visitor.substring(1)) % 2 == 0);
        assertThat(state.derived()).as("a preview changes nothing").isEqualTo(before);

        update(shorter, inForce().getEtag(), "");
        client.awaitDerived();
        assertThat(state.count("session")).isEqualTo(preview.getSessionCountAfter());
        assertThat(inconsistencies()).isEmpty();

        SessionSettingsVersion restored = restore(1, inForce().getEtag());
        client.awaitDerived();
        assertThat(restored.getVersion()).isEqualTo(3);
        assertThat(restored.getSettings()).isEqualTo(shipped().build());
        assertThat(state.derived()).isEqualTo(before);
        assertThat(inconsistencies()).isEmpty();
    }

    @Test
    void previewDerivesNoMoreVisitorsThanAskedForAndTheSameEveryTime() {
        ingestVisitors(40);
        client.awaitDerived();
        SessionSettings shorter = shipped().setInactivity(minutes(15)).build();

        PreviewSessionSettingsResponse preview = preview(shorter, 10);

        assertThat(preview.getVisitorCount()).isEqualTo(10);
        assertThat(preview(shorter, 10)).isEqualTo(preview);
        assertThat(preview(shipped().build(), 10).getChangedVisitorCount()).isZero();
    }

    /** With more pages than visitors asked for not all of the table is read. */
    @Test
    void previewOfALargeTableTakesPartOfIt() {
        ingestVisitors(500);
        client.awaitDerived();
        SessionSettings shorter = shipped().setInactivity(minutes(15)).build();

        PreviewSessionSettingsResponse preview = preview(shorter, 4);

        assertThat(preview.getVisitorCount()).isEqualTo(4);
        assertThat(preview.getSessionCountBefore()).isEqualTo(4);
        assertThat(preview.getSessionCountAfter()).isEqualTo(4 + preview.getChangedVisitorCount());
        assertThat(preview(shorter, 4)).isEqualTo(preview);
        assertThat(preview(shorter, 500).getVisitorCount()).isEqualTo(500);
    }

    /** T07, T10: switched off, carry-over lets the direct return be direct. */
    @Test
    void previewCountsSessionsThatCarryAChannelOver() {
        client.ingest(
                pageView("v1", "e1", at("09:00"), "https://acme.com/a")
                        .setReferrerUrl("https://www.google.com/")
                        .build(),
                pageView("v1", "e2", at("10:00"), "https://acme.com/b").build());
        client.awaitDerived();

        PreviewSessionSettingsResponse off =
                preview(shipped().setCarryover(minutes(0)).build(), 0);

        assertThat(off.getCarriedOverCountBefore()).isEqualTo(1);
        assertThat(off.getCarriedOverCountAfter()).isZero();
        assertThat(off.getChangedVisitorCount()).isEqualTo(1);
        assertThat(off.getSessionCountBefore()).isEqualTo(2);
        assertThat(off.getSessionCountAfter()).isEqualTo(2);
    }

    /** Visitors with an even number pause for 20 minutes, the others for 10. */
    private void ingestVisitors(int count) {
        List<WebEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(
                    pageView("v" + i, "e1", at("09:00"), "https://acme.com/a").build());
            events.add(pageView("v" + i, "e2", at(i % 2 == 0 ? "09:20" : "09:10"), "https://acme.com/b")
                    .build());
        }
        client.ingest(events.toArray(WebEvent[]::new));
    }

    private SessionSettingsVersion inForce() {
        return client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
    }

    private SessionSettings.Builder shipped() {
        return client
                .settings
                .listSessionSettingsVersions(ListSessionSettingsVersionsRequest.getDefaultInstance())
                .getVersionsList()
                .stream()
                .filter(version -> version.getVersion() == 1)
                .findFirst()
                .orElseThrow()
                .getSettings()
                .toBuilder();
    }

    /** M20: rules may look at parameters of landing pages; history gets other keys, and the same ones again when it is undone. */
    @Test
    void m20MappedParametersArePartOfKeysAndTheirChangeDerivesHistoryAnew() {
        ingest(
                pageView("v1", "e1", at("09:00"), "https://acme.com/?BZ=04-01&promo=5%20OFF&x=1")
                        .build(),
                pageView("v2", "e2", at("09:00"), "https://acme.com/?bz=05&x=2").build());
        List<String> before = state.derived();
        assertThat(parametersOfKeys()).containsExactly("{}");

        update(
                shipped().addMappedParameters("BZ").addMappedParameters("promo").build(),
                inForce().getEtag(),
                "");
        client.awaitDerived();
        assertThat(inForce().getSettings().getMappedParametersList()).containsExactly("bz", "promo");
        assertThat(parametersOfKeys()).containsExactly("{bz,04-01,promo,\"5 OFF\"}", "{bz,05}");
        List<String> changed = state.derived();
        assertThat(inconsistencies()).isEmpty();
        client.admin.recompute(RecomputeRequest.getDefaultInstance());
        client.awaitDerived();
        assertThat(state.derived()).isEqualTo(changed).isNotEqualTo(before);

        restore(1, inForce().getEtag());
        client.awaitDerived();
        assertThat(state.derived()).isEqualTo(before);
    }

    private List<String> parametersOfKeys() {
        return state.texts("SELECT DISTINCT k.landing_parameters::text FROM session s JOIN mapping_key k"
                + " USING (mapping_key_id) ORDER BY 1");
    }

    @Test
    void mappedParametersAreNamesAndNotTooMany() {
        assertThat(violations(() -> update(
                        shipped()
                                .addAllMappedParameters(IntStream.range(0, 10)
                                        .mapToObj(i -> "p" + i)
                                        .toList())
                                .addMappedParameters("")
                                .build(),
                        "1",
                        "")))
                .containsExactly(
                        "settings.mapped_parameters TOO_MANY", "settings.mapped_parameters[10] FIELD_REQUIRED");
    }

    private SessionSettingsVersion update(SessionSettings settings, String etag, String note) {
        return client.settings
                .updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                        .setSettings(settings)
                        .setEtag(etag)
                        .setNote(note)
                        .build())
                .getVersion();
    }

    private SessionSettingsVersion restore(long version, String etag) {
        return client.settings
                .restoreSessionSettings(RestoreSessionSettingsRequest.newBuilder()
                        .setVersion(version)
                        .setEtag(etag)
                        .build())
                .getVersion();
    }

    private PreviewSessionSettingsResponse preview(SessionSettings settings, int visitors) {
        return client.settings.previewSessionSettings(PreviewSessionSettingsRequest.newBuilder()
                .setSettings(settings)
                .setMaxVisitorCount(visitors)
                .build());
    }

    private List<String> inconsistencies() {
        return client.admin
                .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                .getExamplesList();
    }

    private static Duration minutes(long minutes) {
        return Duration.newBuilder().setSeconds(minutes * 60).build();
    }

    private static void assertAborted(ThrowingCallable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(reason(refused)).isEqualTo("ETAG_MISMATCH");
    }

    private static String reason(StatusRuntimeException refused) {
        try {
            return StatusProto.fromThrowable(refused)
                    .getDetails(0)
                    .unpack(ErrorInfo.class)
                    .getReason();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** The fields that a call was refused for, each with its reason. */
    static List<String> violations(ThrowingCallable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        try {
            return StatusProto.fromThrowable(refused)
                    .getDetails(1)
                    .unpack(BadRequest.class)
                    .getFieldViolationsList()
                    .stream()
                    .map(violation -> violation.getField() + " " + violation.getReason())
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
