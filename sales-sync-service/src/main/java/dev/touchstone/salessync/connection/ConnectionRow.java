package dev.touchstone.salessync.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Row of the table {@code connection}. */
@Entity(name = "Connection")
@Table(name = "connection")
class ConnectionRow {
    @Id
    @Column(name = "system")
    String system;

    @Column(name = "base_url")
    String baseUrl = "";

    /** Which instance the people here come from; stays when the credentials are removed. */
    @Column(name = "instance_id")
    String instanceId = "";

    /** Null while disconnected, as the secret is. */
    @Column(name = "client_id")
    @Nullable
    String clientId;

    @Column(name = "sealed_secret")
    byte @Nullable [] sealedSecret;

    /** Counts the replacements, from 1. */
    @Column(name = "revision")
    long revision;

    @Column(name = "connected_at")
    Instant connectedAt = Instant.EPOCH;

    protected ConnectionRow() {}

    ConnectionRow(String system) {
        this.system = system;
    }
}
