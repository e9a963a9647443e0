package dev.touchstone.runtime.tls;

import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.arc.Arc;
import io.quarkus.grpc.runtime.config.GrpcClientConfiguration;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.quarkus.grpc.spi.GrpcBuilderProvider;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/**
 * Channels of the gRPC clients when TLS is on. Quarkus' own over this transport read their certificates once; its other transport,
 * which knows the TLS registry, does not spread calls over the replicas of a service.
 */
public final class TlsChannels implements GrpcBuilderProvider<NettyServerBuilder> {
    @Override
    public boolean providesChannel(GrpcClientConfiguration client) {
        return client.tlsConfigurationName().filter(TlsSettings.NAME::equals).isPresent();
    }

    @Override
    public String resolver() {
        return "dns";
    }

    /** The resolver takes the name for a path behind the address of a name server. */
    @Override
    public String adjustHost(String host) {
        return "/" + host;
    }

    @Override
    public ManagedChannelBuilder<?> createChannelBuilder(GrpcClientConfiguration client, String target) {
        TlsConfiguration registered = Arc.container()
                .instance(TlsConfigurationRegistry.class)
                .get()
                .get(TlsSettings.NAME)
                .orElseThrow();
        Vertx vertx = Arc.container().instance(Vertx.class).get();
        return NettyChannelBuilder.forTarget(target).sslContext(new CurrentSslContext(vertx, registered));
    }

    @Override
    public String channelInfo(GrpcClientConfiguration client) {
        return "mutual TLS";
    }

    @Override
    public boolean providesServer(GrpcServerConfiguration server) {
        return false;
    }

    @Override
    public ServerBuilder<NettyServerBuilder> createServerBuilder(
            Vertx vertx, GrpcServerConfiguration server, LaunchMode mode) {
        throw noServer();
    }

    @Override
    public void startServer(Server server) {
        throw noServer();
    }

    @Override
    public void postStartup(Server server, ShutdownContext shutdown) {
        throw noServer();
    }

    @Override
    public void devModeReload(
            List<ServerServiceDefinition> services,
            Map<String, ServerMethodDefinition<?, ?>> methods,
            List<ServerInterceptor> interceptors,
            ShutdownContext shutdown) {
        throw noServer();
    }

    @Override
    public boolean serverAlreadyExists() {
        return false;
    }

    @Override
    public String serverInfo(String host, int port, GrpcServerConfiguration server) {
        throw noServer();
    }

    private static UnsupportedOperationException noServer() {
        return new UnsupportedOperationException("channels alone are made here");
    }
}
