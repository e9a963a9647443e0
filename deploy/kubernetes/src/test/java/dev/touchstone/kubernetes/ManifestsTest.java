package dev.touchstone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
    @ValueSource(strings = {"base", "overlays/dev", "overlays/production", "examples/cloudnative-pg"})
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
    void productionScalesWhatTrafficLoadsAndDevIsAsSmallAsItGets() throws Exception {
        assertThat(pods(Path.of("overlays/dev")))
                .isEqualTo(Map.of("mapping-service", 1, "sales-sync-service", 1, "touchpoint-service", 1));
        assertThat(pods(Path.of("overlays/production")))
                .isEqualTo(Map.of("mapping-service", 4, "sales-sync-service", 1, "touchpoint-service", 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void namespaceRefusesPodsThatBreakTheRestrictedProfile(Path directory) throws Exception {
        List<KubernetesObject> objects = Kustomization.render(directory);
        Set<String> namespaces = new HashSet<>();
        for (KubernetesObject object : objects) {
            if (!object.kind().equals("Namespace")) {
                namespaces.add(object.namespace());
            }
        }

        assertThat(objects)
                .filteredOn(object -> object.kind().equals("Namespace"))
                .singleElement()
                .satisfies(object -> {
                    assertThat(namespaces).containsExactly(object.name());
                    assertThat(object.content().at("metadata", "labels").texts())
                            .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
                });
    }

    /** Every part that an overlay may leave out is used by one: else nothing here would check it. */
    @Test
    void productionUsesEveryComponent() throws Exception {
        assertThat(Kustomization.render(Path.of("overlays/production")).stream()
                        .map(KubernetesObject::kind)
                        .distinct())
                .contains("HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "Ingress", "Job");
        try (Stream<Path> components = Files.list(Path.of("components"))) {
            String overlay = Files.readString(Path.of("overlays/production/kustomization.yaml"));
            assertThat(components).allSatisfy(component -> assertThat(overlay).contains("../../" + component));
        }
    }

    @Test
    void readmeDocumentsNothingThatIsNotUsed() throws Exception {
        Set<String> environment = new HashSet<>();
        Map<String, Set<String>> secrets = new HashMap<>();
        for (KubernetesObject object : Kustomization.render(Path.of("overlays/production"))) {
            environment.addAll(object.content().at("data").texts().keySet());
            for (Node certificate : object.content().at("spec", "tls").items()) {
                secrets.put(certificate.at("secretName").text(), Set.of("tls.crt", "tls.key"));
            }
            for (Node volume : object.podSpec().at("volumes").items()) {
                if (volume.at("secret").exists()) {
                    secrets.put(volume.at("secret", "secretName").text(), TlsRules.KEYS);
                }
            }
            for (Node container : object.containers()) {
                environment.addAll(container.at("env").texts("name"));
                container.at("env").items().forEach(variable -> addSecret(secrets, variable));
            }
        }

        ProjectFacts facts = ProjectFacts.read();
        assertThat(facts.environment()).isEqualTo(environment);
        assertThat(facts.secrets()).isEqualTo(secrets);
    }

    private static void addSecret(Map<String, Set<String>> secrets, Node variable) {
        Node reference = variable.at("valueFrom", "secretKeyRef");
        if (reference.exists()) {
            secrets.computeIfAbsent(reference.at("name").text(), name -> new HashSet<>())
                    .add(reference.at("key").text());
        }
    }

    private static Map<String, Integer> pods(Path directory) throws IOException {
        List<KubernetesObject> objects = Kustomization.render(directory);
        Map<String, Integer> pods = new HashMap<>();
        objects.stream()
                .filter(KubernetesObject::isDeployment)
                .forEach(deployment -> pods.put(deployment.name(), ScalingRules.highest(objects, deployment)));
        return pods;
    }
}
