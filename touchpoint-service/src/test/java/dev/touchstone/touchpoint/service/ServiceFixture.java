package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.WebEvent;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the whole service begin with: a client, and no facts. */
abstract class ServiceFixture {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    TouchpointClient client;
    StoredState state;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        awaitService();
        state.clear();
    }

    /** Returns when the service is ready and nothing is left to be derived of what the test before stored. */
    void awaitService() {
        client.awaitDerived();
    }

    @AfterEach
    void end() {
        client.close();
    }

    /** Stores events and waits until they have had their effect. */
    final void ingest(WebEvent... events) {
        client.ingest(events);
        client.awaitDerived();
    }
}
