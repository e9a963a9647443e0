package dev.touchstone.touchpoint.api;

import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.v1.Geo;
import java.util.Optional;

/** Writes where a visitor was. */
public final class GeoMessages {
    private GeoMessages() {}

    /** The place; empty if nothing of it is known. */
    public static Optional<Geo> of(WebContext context) {
        Geo geo = Geo.newBuilder()
                .setCountry(context.country())
                .setRegion(context.region())
                .setCity(context.city())
                .build();
        return geo.equals(Geo.getDefaultInstance()) ? Optional.empty() : Optional.of(geo);
    }
}
