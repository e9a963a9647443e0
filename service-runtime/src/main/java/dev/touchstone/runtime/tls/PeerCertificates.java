package dev.touchstone.runtime.tls;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Demands a certificate of whoever calls an RPC, once TLS is on. The handshake only asks for one, because browsers come by the
 * same port and have none; one that it gets from another authority ends it.
 */
@ApplicationScoped
public class PeerCertificates {
    private final boolean areDemanded;

    PeerCertificates(@ConfigProperty(name = TlsSettings.DIRECTORY) Optional<String> directory) {
        this.areDemanded = directory.filter(text -> !text.isBlank()).isPresent();
    }

    /** Why a call by this connection is refused; empty if it is not. */
    public Optional<Status> refusal(Attributes connection) {
        return !areDemanded || isCertified(connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                ? Optional.empty()
                : Optional.of(Status.UNAUTHENTICATED.withDescription(
                        "call by TLS with a certificate of an authority that this service trusts"));
    }

    private static boolean isCertified(@Nullable SSLSession session) {
        try {
            return session != null && session.getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
