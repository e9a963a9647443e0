package dev.touchstone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of this module can be applied. */
class ManifestsTest {
    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
    void everyRuleHolds(Path directory) throws Exception {
        List<KubernetesObject> objects = Kustomization.render(directory);

        assertThat(objects.stream().filter(KubernetesObject::isDeployment)).hasSize(3);
        assertThat(ManifestRules.check(ProjectFacts.read(), objects)).isEmpty();
    }

    /** Guards the checks against a renderer that is right about nothing but itself. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
    void kubectlRendersTheSame(Path directory) throws Exception {
        assumeThat(Kubectl.isInstalled()).isTrue();

        assertThat(Kustomization.render(directory)).containsExactlyInAnyOrderElementsOf(Kubectl.render(directory));
    }

    /** The expected name is kubectl's for a file with the one line {@code A=1 <&>} (kubectl 1.32). */
    @Test
    void generatedNamesCarryKustomizesDigest() {
        assertThat(Kustomization.digest(Map.of("A", "1 <&>"))).isEqualTo("8f566d8dh9");
    }

    @Test
    void overlaysDifferInNamespaceAndReplicas() throws Exception {
        assertThat(replicas(Path.of("overlays/dev")))
                .isEqualTo(Map.of(
                        "touchstone-dev/mapping-service", 1,
                        "touchstone-dev/sales-sync-service", 1,
                        "touchstone-dev/touchpoint-service", 1));
        assertThat(replicas(Path.of("overlays/production")))
                .isEqualTo(Map.of(
                        "touchstone/mapping-service", 2,
                        "touchstone/sales-sync-service", 1,
                        "touchstone/touchpoint-service", 2));
    }

    @Test
    void readmeDocumentsNothingThatIsNotUsed() throws Exception {
        Set<String> environment = new HashSet<>();
        Map<String, Set<String>> secrets = new HashMap<>();
        for (KubernetesObject object : Kustomization.render(Path.of("base"))) {
            environment.addAll(object.content().at("data").texts().keySet());
            for (Node container : object.containers()) {
                environment.addAll(container.at("env").texts("name"));
                for (Node variable : container.at("env").items()) {
                    Node reference = variable.at("valueFrom", "secretKeyRef");
                    secrets.computeIfAbsent(reference.at("name").text(), name -> new HashSet<>())
                            .add(reference.at("key").text());
                }
            }
        }

        ProjectFacts facts = ProjectFacts.read();
        assertThat(facts.environment()).isEqualTo(environment);
        assertThat(facts.secrets()).isEqualTo(secrets);
    }

    private static Map<String, Object> replicas(Path directory) throws IOException {
        Map<String, Object> replicas = new HashMap<>();
        for (KubernetesObject object : Kustomization.render(directory)) {
            Object count = object.content().at("spec", "replicas").value();
            if (count != null) {
                replicas.put(object.namespace() + "/" + object.name(), count);
            }
        }
        return replicas;
    }
}
