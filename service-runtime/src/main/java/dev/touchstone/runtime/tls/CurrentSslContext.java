package dev.touchstone.runtime.tls;

import io.grpc.netty.GrpcSslContexts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/** Begins each connection with the certificates that the TLS registry has at the time. */
final class CurrentSslContext extends SslContext {
    private final Vertx vertx;
    private final TlsConfiguration registered;
    private Made made;

    /** @param own the key store that it was made of; the registry has another one after it has read the files again */
    private record Made(
            SslContext context,
            @Nullable KeyStore own,
            @Nullable KeyStore trusted) {}

    CurrentSslContext(Vertx vertx, TlsConfiguration registered) {
        this.vertx = vertx;
        this.registered = registered;
        this.made = make(vertx, registered);
    }

    private synchronized SslContext current() {
        if (made.own() != registered.getKeyStore() || made.trusted() != registered.getTrustStore()) {
            made = make(vertx, registered);
        }
        return made.context();
    }

    private static Made make(Vertx vertx, TlsConfiguration registered) {
        KeyStore own = registered.getKeyStore();
        KeyStore trusted = registered.getTrustStore();
        try {
            SslContext context = GrpcSslContexts.forClient()
                    .keyManager(registered.getKeyStoreOptions().getKeyManagerFactory(vertx))
                    .trustManager(registered.getTrustStoreOptions().getTrustManagerFactory(vertx))
                    .build();
            return new Made(context, own, trusted);
        } catch (Exception e) {
            throw new IllegalStateException("the certificates of the TLS registry cannot be used", e);
        }
    }

    @Override
    public boolean isClient() {
        return true;
    }

    @Override
    public List<String> cipherSuites() {
        return current().cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // The class that it overrides has no other.
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return current().applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return current().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
        return current().newEngine(allocator, peerHost, peerPort);
    }

    @Override
    public SSLSessionContext sessionContext() {
        return current().sessionContext();
    }
}
