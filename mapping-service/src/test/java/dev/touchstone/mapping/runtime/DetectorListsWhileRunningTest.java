package dev.touchstone.mapping.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator changes the detector lists beside a running service. */
@QuarkusTest
@TestProfile(DetectorListsWhileRunningTest.WithADirectory.class)
@WithTestResource(PostgresTestResource.class)
class DetectorListsWhileRunningTest {
    /** A directory that is looked at often. */
    public static final class WithADirectory implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "mapping.detector-lists.path",
                                Files.createTempDirectory("detector-lists").toString(),
                        "mapping.detector-lists.interval", "20ms",
                        "touchstone.mapping.refresh-interval", "20ms");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final String HEADER = "platform,hosts,sources\n";

    @ConfigProperty(name = "mapping.detector-lists.path")
    Path directory;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Inject
    ActiveRuleSet activeRuleSet;

    @GrpcClient("mapping")
    MappingServiceGrpc.MappingServiceBlockingStub mapping;

    /** Later than all that came before, whichever test runs first. */
    private String nextVersion;

    @BeforeEach
    void directoryHasNothingButItsVersion() throws IOException {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        String before = active().detectorListVersion();
        int year = Math.max(2099, Integer.parseInt(before.substring(0, 4)) + 1);
        write("version.txt", year + ".01.01\n");
        await().untilAsserted(() -> {
            assertThat(active().detectorListVersion()).isEqualTo(year + ".01.01");
            assertThat(refused()).isEqualTo("0.0");
        });
        nextVersion = year + ".02.01";
    }

    @Test
    void changedFileIsTakenAsAVersionOfTheRulesWithoutARestart() throws IOException {
        RuleSet.Head before = active();
        assertThat(channel(classify())).isEqualTo("Referral");

        write("ai.csv", HEADER + "newcomer,newcomer.test,newcomer\n");
        write("version.txt", nextVersion);

        await().untilAsserted(() -> assertThat(channel(classify())).isEqualTo("AI Assistants"));
        ClassifyResponse after = classify();
        assertThat(after.getRuleSetVersion()).isEqualTo(before.version() + 1);
        assertThat(active().detectorListVersion()).isEqualTo(nextVersion);
        assertThat(active().digest()).isNotEqualTo(before.digest());
        assertThat(refused()).isEqualTo("0.0");
        assertThat(channel(classifyBy(before.version())))
                .as("the version before keeps its lists")
                .isEqualTo("Referral");
        assertThat(classifyBy(after.getRuleSetVersion())).isEqualTo(after);
    }

    @Test
    void wrongListsAreRefusedAsAWholeAndThoseInForceStay() throws IOException {
        long before = active().version();
        write("ai.csv", HEADER + "newcomer,newcomer.test,newcomer\n");
        write("video.csv", HEADER + "one,video.test,\nTwo,other.test,\n");
        write("version.txt", nextVersion);

        awaitRefusal("video.csv line 3: not a line of a detector list: Two,other.test,");
        assertThat(refused()).isEqualTo("1.0");
        assertThat(channel(classify())).isEqualTo("Referral");
        assertThat(active().version()).isEqualTo(before);
        given().port(managementPort).get("/q/health/ready").then().statusCode(200);

        write("video.csv", HEADER + "one,video.test,\ntwo,other.test,\n");
        await().untilAsserted(() -> assertThat(channel(classify())).isEqualTo("AI Assistants"));
        assertThat(refused()).isEqualTo("0.0");
    }

    @Test
    void everyMistakeIsToldWithItsFile() throws IOException {
        long before = active().version();
        String inForce = active().detectorListVersion();

        write("ai.csv", HEADER + "newcomer,newcomer.test,newcomer\n");
        awaitRefusal("version.txt: must be later than " + inForce + ", under which other lists are known");
        write("version.txt", "2020.01.01");
        awaitRefusal("version.txt: must be later than " + inForce + ", the version in force, but is 2020.01.01");
        write("version.txt", "soon");
        awaitRefusal("version.txt: must be a date such as 2026.11.22, or 2026.11.22.01 for a later one of that day, "
                + "but is soon");
        Files.delete(directory.resolve("version.txt"));
        awaitRefusal("version.txt: is not there");
        write("serch.csv", HEADER);
        awaitRefusal("serch.csv: is no detector list; these are version.txt, clicks.csv, search.csv");
        Files.delete(directory.resolve("serch.csv"));
        Files.write(directory.resolve("ai.csv"), "é".getBytes(StandardCharsets.ISO_8859_1));
        awaitRefusal("ai.csv: is not UTF-8");

        assertThat(active().version()).isEqualTo(before);
        assertThat(channel(classify())).isEqualTo("Referral");
    }

    private void awaitRefusal(String message) {
        await().untilAsserted(() -> given().port(managementPort)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(containsString(message)));
    }

    private String refused() {
        return given().port(managementPort)
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("touchstone_mapping_detector_lists_refused"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private RuleSet.Head active() {
        return activeRuleSet.get().ruleSet().head();
    }

    private ClassifyResponse classify() {
        return mapping.classify(request().build());
    }

    private ClassifyResponse classifyBy(long version) {
        return mapping.classify(request()
                .setRuleSet(RuleSetReference.newBuilder().setVersion(version))
                .build());
    }

    private static ClassifyRequest.Builder request() {
        return ClassifyRequest.newBuilder()
                .addMappingKeys(MappingKey.newBuilder()
                        .setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION)
                        .setLandingPage("shop.test/")
                        .setReferrer("newcomer.test/"));
    }

    private static String channel(ClassifyResponse response) {
        return response.getMatches(0).getChannel();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
