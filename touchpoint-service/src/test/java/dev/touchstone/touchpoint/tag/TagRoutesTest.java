package dev.touchstone.touchpoint.tag;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tag over HTTP, as browsers and caches ask for it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class TagRoutesTest {
    private JsonPath manifest;

    @BeforeEach
    void readManifest() {
        manifest = given().get("/tag/manifest.json").jsonPath();
    }

    @Test
    void newestTagIsCachedShortlyAndAskedForAgainByItsEtag() {
        Response first = given().get("/tag/v1/touchstone.js");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.contentType()).isEqualToIgnoringCase("text/javascript; charset=UTF-8");
        assertThat(first.header("Cache-Control")).contains("max-age=300");
        assertThat(first.asString()).startsWith("(()=>{").contains("/tag/");

        Response again = given().header("If-None-Match", first.header("ETag")).get("/tag/v1/touchstone.js");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(given().header("If-None-Match", "\"other\"")
                        .get("/tag/v1/touchstone.js")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tagOfABuildNeverChangesAndHasTheIntegrityOfTheManifest() throws Exception {
        Response tag = given().get(manifest.getString("path"));

        assertThat(tag.statusCode()).isEqualTo(200);
        assertThat(tag.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(manifest.getString("path")).startsWith("/tag/" + manifest.getString("version") + "-");
        byte[] digest =
                MessageDigest.getInstance("SHA-384").digest(tag.asString().getBytes(StandardCharsets.UTF_8));
        assertThat(manifest.getString("integrity"))
                .isEqualTo("sha384-" + Base64.getEncoder().encodeToString(digest));
    }

    @Test
    void tagOfAnotherBuildIsNotFound() {
        assertThat(given().get("/tag/0.0.9-0123456789abcdef/touchstone.js").statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyAnswerMayBeUsedByOtherOriginsAndIsWhatItSays() {
        for (String path : List.of("/tag/v1/touchstone.js", manifest.getString("path"), "/tag/manifest.json")) {
            Response get = given().get(path);
            Response head = given().head(path);

            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.asByteArray()).as(path).isEmpty();
            for (Response response : List.of(get, head)) {
                assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
                assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
                assertThat(response.header("ETag")).isNotBlank();
                assertThat(response.header("Content-Length")).isEqualTo(get.header("Content-Length"));
            }
        }
    }
}
