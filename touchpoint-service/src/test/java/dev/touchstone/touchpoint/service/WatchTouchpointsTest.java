package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointChange;
import dev.touchstone.touchpoint.v1.TouchpointChangeType;
import dev.touchstone.touchpoint.v1.WatchTouchpointsRequest;
import dev.touchstone.touchpoint.v1.WatchTouchpointsResponse;
import io.agroal.api.AgroalDataSource;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The change feed, and the channel of what is stored, over the real port. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class WatchTouchpointsTest {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;
    private String beginning;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        new StoredState(dataSource).clear();
        beginning = currentCursor();
    }

    @AfterEach
    void end() {
        MappingStub.answering = true;
        MappingStub.publish("");
        client.close();
    }

    @Test
    void watcherThatBreaksOffAfterEachMessageSeesEveryChangeOnceAndEndsWithTheSameTouchpoints() {
        for (int i = 0; i < 20; i++) {
            client.ingest(form(
                            "v" + i % 7,
                            "e" + i,
                            at("09:00").plusSeconds(i * 1_000L),
                            "https://acme.com/",
                            "p" + i % 5 + "@example.com")
                    .build());
        }
        client.awaitDerived();

        Map<String, Touchpoint> replayed = new TreeMap<>();
        for (TouchpointChange change : changesAfter(beginning)) {
            if (change.hasTouchpoint()) {
                replayed.put(change.getTouchpointId(), change.getTouchpoint());
            } else {
                replayed.remove(change.getTouchpointId());
            }
        }

        Map<String, Touchpoint> stored = new TreeMap<>();
        client.touchpoints
                .listTouchpoints(
                        ListTouchpointsRequest.newBuilder().setPageSize(1_000).build())
                .getTouchpointsList()
                .forEach(touchpoint -> stored.put(touchpoint.getTouchpointId(), touchpoint));
        assertThat(replayed).isEqualTo(stored).isNotEmpty();
    }

    @Test
    void newVersionOfTheRulesReachesKeysAndWatchers() {
        client.ingest(form("v1", "e1", at("09:00"), "https://acme.com/", "a@example.com")
                .build());
        client.awaitDerived();
        String cursor = currentCursor();

        MappingStub.publish(" renamed");
        Awaitility.await()
                .untilAsserted(() -> assertThat(channel("a@example.com")).isEqualTo("Direct renamed"));

        assertThat(changesAfter(cursor)).singleElement().satisfies(change -> {
            assertThat(change.getType()).isEqualTo(TouchpointChangeType.TOUCHPOINT_CHANGE_TYPE_REMAPPED);
            assertThat(change.getTouchpoint().getChannel().getRuleSetVersion()).isEqualTo(MappingStub.version);
        });
    }

    @Test
    void touchpointsAreServedUnmappedWhileMappingServiceIsDownAndMappedWhenItIsBack() {
        MappingStub.answering = false;
        client.ingest(form("v1", "e1", at("09:00"), "https://down.example/", "a@example.com")
                .build());
        Awaitility.await()
                .untilAsserted(() -> assertThat(client.admin
                                .getDerivationStatus(GetDerivationStatusRequest.getDefaultInstance())
                                .getUpToDate())
                        .isTrue());

        assertThat(client.journey("a@example.com").getTouchpoints(0).hasChannel())
                .isFalse();

        MappingStub.answering = true;
        client.awaitDerived();
        assertThat(client.journey("a@example.com").getTouchpoints(0).hasChannel())
                .isTrue();
    }

    @Test
    void foreignCursorIsRefused() {
        assertThatThrownBy(() -> watch("nonsense").next())
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private String channel(String email) {
        return client.journey(email).getTouchpoints(0).getChannel().getChannel();
    }

    /** Reads up to a change made now, one message a watch, resuming each time. */
    private List<TouchpointChange> changesAfter(String cursor) {
        String marker = "marker-" + System.nanoTime();
        client.ingest(form(marker, "m", at("23:00"), "https://marker.example/", marker + "@example.com")
                .build());
        List<TouchpointChange> changes = new ArrayList<>();
        String at = cursor;
        while (true) {
            WatchTouchpointsResponse response = watchOnce(at);
            at = response.getAfterCursor();
            for (TouchpointChange change : response.getChangesList()) {
                if (change.getTouchpoint().getEmail().startsWith(marker)) {
                    new StoredState(dataSource)
                            .execute("DELETE FROM touchpoint WHERE touchpoint_id = '" + change.getTouchpointId() + "'");
                    return changes;
                }
                changes.add(change);
            }
        }
    }

    /** The first message of a stream without cursor tells where it begins. */
    private String currentCursor() {
        return watchOnce("").getAfterCursor();
    }

    private WatchTouchpointsResponse watchOnce(String cursor) {
        Context.CancellableContext context = Context.current().withCancellation();
        Context previous = context.attach();
        try {
            return watch(cursor).next();
        } finally {
            context.detach(previous);
            context.cancel(null);
        }
    }

    private Iterator<WatchTouchpointsResponse> watch(String cursor) {
        return client.touchpoints.watchTouchpoints(
                WatchTouchpointsRequest.newBuilder().setAfterCursor(cursor).build());
    }
}
