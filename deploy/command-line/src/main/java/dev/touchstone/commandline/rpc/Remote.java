package dev.touchstone.commandline.rpc;

import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;

/** One of the three services. */
public enum Remote {
    TOUCHPOINT("touchpoint-service"),
    MAPPING("mapping-service"),
    SALES_SYNC("sales-sync-service");

    private final String displayName;

    Remote(String displayName) {
        this.displayName = displayName;
    }

    /** The service's name, which is also its option's. */
    public String displayName() {
        return displayName;
    }

    /** Where it is, of these. */
    public Address address(Endpoints endpoints) {
        return switch (this) {
            case TOUCHPOINT -> endpoints.touchpoint();
            case MAPPING -> endpoints.mapping();
            case SALES_SYNC -> endpoints.salesSync();
        };
    }
}
