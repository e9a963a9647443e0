package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.ListVisitorIdentitiesRequest;
import dev.touchstone.touchpoint.v1.UnignoreIdentityRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Neither the log, of whatever level, nor a metric holds an e-mail address, whoever of the test classes before made it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class NoAddressesToldTest extends ServiceFixture {
    private static final Path LOG = Path.of("target/service-under-test.log");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+(@|%40)[\\w-]+(\\.[\\w-]+)+");
    private static final String EMAIL = "told.nowhere@example.com";
    private static final String HOME = "https://www.acme.com/";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    /** Other tests take anybody in. */
    @AfterEach
    void forget() {
        state.clear();
    }

    @Test
    void theLogAndTheMetricsHoldNoAddress() throws IOException {
        Privacy privacy = new Privacy(client, state);
        client.ingest(
                form("v-1", "e1", at("08:00"), HOME, EMAIL).build(),
                pageView("v-1", "e2", at("08:01"), HOME + "?mailId=" + EMAIL).build(),
                form("v-1", "e3", at("08:02"), HOME, "not an address " + EMAIL).build(),
                pageView("v-1", "e4", at("08:02"), EMAIL).build());
        client.sync(lead("L1", EMAIL, at("08:00")), lead(EMAIL, "<" + EMAIL + ">", at("08:00")));
        client.awaitDerived();
        client.journey(EMAIL);
        client.identities.listVisitorIdentities(
                ListVisitorIdentitiesRequest.newBuilder().setEmail(EMAIL).build());
        client.identities.ignoreIdentity(
                IgnoreIdentityRequest.newBuilder().setEmail(EMAIL).build());
        client.identities.unignoreIdentity(
                UnignoreIdentityRequest.newBuilder().setEmail(EMAIL).build());
        assertThat(Refused.code(() -> client.identities.unignoreIdentity(
                        UnignoreIdentityRequest.newBuilder().setEmail(EMAIL).build())))
                .isNotNull();
        privacy.export(EMAIL);
        privacy.erase(EMAIL);
        assertThat(Refused.refusal(() -> privacy.erase("<" + EMAIL + ">"))).contains("INVALID_FIELDS");
        client.ingest(form("v-1", "e5", at("08:00"), HOME, EMAIL).build());
        client.awaitDerived();

        List<String> log = Files.readAllLines(LOG);
        assertThat(log).as("what was audited").anyMatch(line -> line.contains("PrivacyService/ErasePerson"));
        assertThat(log).noneMatch(line -> ADDRESS.matcher(line).find());
        assertThat(given().get(management.resolve("metrics")).asString().lines())
                .noneMatch(line -> ADDRESS.matcher(line).find());
    }
}
