package dev.touchstone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of a PostgreSQL by CloudNativePG fits the services. What the operator makes of it is not checked here. */
class DatabaseExampleTest {
    /** Three for superusers, the rest for the operator's own connections and replication. */
    private static final int CONNECTIONS_KEPT = 20;

    private List<KubernetesObject> objects;

    @BeforeEach
    void render() throws IOException {
        objects = Kustomization.render(Path.of("examples/cloudnative-pg"));
    }

    /** The user and the password of each service come from the Secret that the service itself reads. */
    @Test
    void everyServiceHasADatabaseOfItsOwn() throws Exception {
        Map<String, String> secretOfOwner = new HashMap<>();
        Node first = cluster().at("bootstrap", "initdb");
        secretOfOwner.put(first.at("owner").text(), first.at("secret", "name").text());
        for (Node role : cluster().at("managed", "roles").items()) {
            secretOfOwner.put(
                    role.at("name").text(), role.at("passwordSecret", "name").text());
        }
        Map<String, String> ownerOfDatabase = new HashMap<>();
        ownerOfDatabase.put(first.at("database").text(), first.at("owner").text());
        for (KubernetesObject database : of("Database")) {
            Node spec = database.content().at("spec");
            assertThat(spec.at("cluster", "name").text()).isEqualTo("touchstone");
            ownerOfDatabase.put(spec.at("name").text(), spec.at("owner").text());
        }

        assertThat(ownerOfDatabase)
                .hasSize(3)
                .allSatisfy((database, owner) -> assertThat(owner).isIn(secretOfOwner.keySet()));
        assertThat(secretOfOwner.values())
                .containsExactlyInAnyOrder(
                        "mapping-service-database", "touchpoint-service-database", "sales-sync-service-database");
        assertThat(ProjectFacts.read().secrets().keySet()).containsAll(secretOfOwner.values());
    }

    /** All pods at their most, one more of each during a rollout, and the three migrations. */
    @Test
    void connectionsSufficeForTheProductionOverlay() throws Exception {
        List<KubernetesObject> suite = Kustomization.render(Path.of("overlays/production"));
        int needed = 0;
        for (KubernetesObject deployment :
                suite.stream().filter(KubernetesObject::isDeployment).toList()) {
            int pool = suite.stream()
                    .filter(object -> object.title().startsWith("ConfigMap " + deployment.name()))
                    .map(object -> object.content()
                            .at("data", "QUARKUS_DATASOURCE_JDBC_MAX_SIZE")
                            .text())
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElseThrow();
            needed += (ScalingRules.highest(suite, deployment) + 1) * pool + 1;
        }
        String most =
                cluster().at("postgresql", "parameters", "max_connections").text();

        assertThat(Integer.parseInt(most)).isGreaterThanOrEqualTo(needed + CONNECTIONS_KEPT);
    }

    @Test
    void failoverLosesNothingThatWasAcknowledged() {
        assertThat(cluster().at("instances").value()).isEqualTo(3);
        assertThat(cluster().at("postgresql", "synchronous", "number").value()).isEqualTo(1);
        assertThat(cluster().at("imageName").text()).contains(":").doesNotContain(":latest");
    }

    private Node cluster() {
        return of("Cluster").get(0).content().at("spec");
    }

    private List<KubernetesObject> of(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind)).toList();
    }
}
