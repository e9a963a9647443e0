package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.Site;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the HTTP collector begin with: one site, and no events. No worker derives. */
abstract class CollectorFixture {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    TouchpointClient client;
    Collector collector;
    StoredState state;
    Site site;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        collector = new Collector(service, client.channel());
        state = new StoredState(dataSource);
        state.awaitSchema();
        state.clear();
        state.execute("DELETE FROM site");
        site = collector.site("acme", "acme.com");
    }

    @AfterEach
    void end() {
        client.close();
    }
}
