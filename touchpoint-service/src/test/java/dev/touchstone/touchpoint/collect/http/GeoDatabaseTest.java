package dev.touchstone.touchpoint.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.touchpoint.collect.CollectorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoDatabaseTest {
    private static final int[] NETWORK = {81, 2, 69};

    @TempDir
    Path folder;

    @Test
    void tellsTheCoarsePlaceOfAnAddress() throws IOException {
        GeoDatabase database = database(Map.of(
                "country", Map.of("iso_code", "GB", "names", Map.of("en", "United Kingdom")),
                "subdivisions", List.of(Map.of("iso_code", "ENG"), Map.of("iso_code", "WBK")),
                "city", Map.of("names", Map.of("en", "London", "de", "London"))));

        assertThat(database.find("81.2.69.142")).isEqualTo(new GeoDatabase.Place("GB", "ENG", "London"));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"81.2.70.1", "10.0.0.1", "2001:db8::1", "999.1.1.1", "london.example", ""})
    void anythingElseIsUnknown(String address) throws IOException {
        GeoDatabase database = database(Map.of("country", Map.of("iso_code", "GB")));

        assertThat(database.find(address)).isEqualTo(GeoDatabase.Place.UNKNOWN);
    }

    @Test
    void whatTheFileDoesNotTellIsEmpty() throws IOException {
        GeoDatabase database = database(
                Map.of("country", Map.of("iso_code", "GB"), "city", "not as expected", "subdivisions", List.of()));

        assertThat(database.find("81.2.69.142")).isEqualTo(new GeoDatabase.Place("GB", "", ""));
    }

    @Test
    void withoutAFileEveryPlaceIsUnknown() {
        assertThat(new GeoDatabase(settings(null)).find("81.2.69.142")).isEqualTo(GeoDatabase.Place.UNKNOWN);
    }

    @Test
    void aFileThatIsNoDatabaseStopsTheService() throws IOException {
        Path file = Files.writeString(folder.resolve("no.mmdb"), "no database");

        assertThatThrownBy(() -> new GeoDatabase(settings(file)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("touchpoint.collector.geo-database");
    }

    private GeoDatabase database(Map<String, Object> place) throws IOException {
        return new GeoDatabase(settings(PlacesFile.write(folder.resolve("places.mmdb"), NETWORK, place)));
    }

    private static CollectorSettings settings(@Nullable Path file) {
        CollectorSettings.Rate none = new CollectorSettings.Rate(0, 0);
        return new CollectorSettings(
                Duration.ofDays(30),
                true,
                List.of(),
                file,
                new CollectorSettings.Rates(none, none, none),
                new CollectorSettings.Buffer(1, 1, 1, 1));
    }
}
