package dev.touchstone.touchpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.access.AccessTable;
import dev.touchstone.runtime.access.Role;
import dev.touchstone.testing.access.AccessProbe;
import dev.touchstone.testing.access.TestIssuer;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every RPC that the service has is attacked, so that a new one is covered the day it appears. */
@QuarkusTest
@TestProfile(AccessTest.WithTokens.class)
@WithTestResource(PostgresTestResource.class)
class AccessTest {
    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Role::written).collect(Collectors.toUnmodifiableSet());

    @Inject
    @GrpcService
    Instance<BindableService> services;

    @GrpcClient("touchpoint")
    Channel channel;

    private final TestIssuer issuer = issuer();

    /** The service as an operator with an identity provider runs it. */
    public static final class WithTokens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchstone.access.issuer", TestIssuer.NAME,
                    "touchstone.access.audience", TestIssuer.AUDIENCE,
                    "touchstone.access.keys", issuer().publicKeys().toString());
        }
    }

    private static TestIssuer issuer() {
        return TestIssuer.in(Path.of("target", "access").toAbsolutePath());
    }

    @Test
    void everyRpcStandsInTheTableAndNoOther() {
        Set<String> listed = new TreeSet<>();
        AccessTable.load().rules().forEach(rule -> {
            if (rule.rpc().startsWith("touchstone.touchpoint.")) {
                listed.add(rule.rpc());
            }
        });

        assertThat(rpcs()).isNotEmpty().isEqualTo(listed);
    }

    @Test
    void nobodyGetsInWithoutATokenThatProvesWhoTheyAre() {
        assertThat(probe().callsWithoutProof()).isEmpty();
    }

    @Test
    void nobodyGetsInInAnotherRole() {
        assertThat(probe().callsInWrongRoles(ROLES)).isEmpty();
    }

    @Test
    void everybodyGetsInWhereTheyMay() {
        assertThat(probe().callsRefusedInRightRoles()).isEmpty();
    }

    private Set<String> rpcs() {
        return services.stream()
                .map(service -> service.bindService().getServiceDescriptor())
                .filter(service -> service.getName().startsWith("touchstone."))
                .flatMap(service -> service.getMethods().stream())
                .map(MethodDescriptor::getFullMethodName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private AccessProbe probe() {
        AccessTable table = AccessTable.load();
        return new AccessProbe(
                channel,
                issuer,
                rpcs().stream()
                        .collect(Collectors.toMap(
                                rpc -> rpc,
                                rpc -> roles(table.find(rpc).orElseThrow().role()))));
    }

    private static Set<String> roles(Role needed) {
        return List.of(Role.values()).stream()
                .filter(role -> role.includes(needed))
                .map(Role::written)
                .collect(Collectors.toUnmodifiableSet());
    }
}
