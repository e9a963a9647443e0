package dev.touchstone.touchpoint.collect.http;

import com.maxmind.db.Reader;
import dev.touchstone.touchpoint.collect.CollectorSettings;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Coarse places of IP addresses, from a file in MaxMind's format that the operator gives. */
@ApplicationScoped
class GeoDatabase {
    private static final int MAX_REGION = 8;
    private static final int MAX_CITY = 128;

    private final @Nullable Reader reader;

    /** Without a file every place is unknown; a file that cannot be read stops the service, because somebody wants it. */
    GeoDatabase(CollectorSettings settings) {
        Path file = settings.geoDatabase();
        try {
            this.reader = file == null ? null : new Reader(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("touchpoint.collector.geo-database cannot be read", e);
        }
    }

    /**
     * A place; an empty text is unknown.
     *
     * @param country ISO 3166-1 alpha-2 code
     * @param region the ISO 3166-2 code after the hyphen
     * @param city in English
     */
    record Place(String country, String region, String city) {
        static final Place UNKNOWN = new Place("", "", "");
    }

    Place find(String clientAddress) {
        if (reader == null) {
            return Place.UNKNOWN;
        }
        Optional<InetAddress> address = AddressRange.address(clientAddress);
        if (address.isEmpty()) {
            return Place.UNKNOWN;
        }
        try {
            Object found = reader.get(address.get(), Map.class);
            return new Place(
                    text(found, 2, "country", "iso_code"),
                    text(first(child(found, "subdivisions")), MAX_REGION, "iso_code"),
                    text(found, MAX_CITY, "city", "names", "en"));
        } catch (IOException | RuntimeException e) {
            // A damaged file is no reason to lose events. The message of the exception may hold the address.
            Log.warnf("the geo database cannot be read: %s", e.getClass().getSimpleName());
            return Place.UNKNOWN;
        }
    }

    private static String text(@Nullable Object root, int maxLength, String... path) {
        @Nullable Object value = root;
        for (String name : path) {
            value = child(value, name);
        }
        return value instanceof String text && text.length() <= maxLength ? text : "";
    }

    private static @Nullable Object child(@Nullable Object parent, String name) {
        return parent instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static @Nullable Object first(@Nullable Object list) {
        return list instanceof List<?> elements && !elements.isEmpty() ? elements.get(0) : null;
    }
}
