package dev.touchstone.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for TLS between the services: where it is on, it is on for all, with certificates that can be replaced. */
final class TlsRules {
    private static final String DIRECTORY = "TOUCHSTONE_TLS_DIRECTORY";
    /** What the service reads of the Secret. */
    static final Set<String> KEYS = Set.of("ca.crt", "tls.crt", "tls.key");

    private static final String BACKEND = "nginx.ingress.kubernetes.io/backend-protocol";

    private final ProjectFacts facts;
    private final List<KubernetesObject> objects;
    private final Findings findings = new Findings();

    private TlsRules(ProjectFacts facts, List<KubernetesObject> objects) {
        this.facts = facts;
        this.objects = objects;
    }

    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        TlsRules rules = new TlsRules(facts, objects);
        rules.check();
        return rules.findings.list();
    }

    private void check() {
        List<KubernetesObject> deployments =
                objects.stream().filter(KubernetesObject::isDeployment).toList();
        boolean isOn = deployments.stream()
                .anyMatch(deployment -> !directory(deployment).isEmpty());
        for (KubernetesObject deployment : deployments) {
            if (isOn) {
                checkDeployment(deployment, directory(deployment));
            }
        }
        for (KubernetesObject ingress : objects) {
            if (ingress.kind().equals("Ingress")) {
                String protocol =
                        ingress.content().at("metadata", "annotations", BACKEND).text();
                findings.require(
                        ingress,
                        protocol.equals(isOn ? "HTTPS" : ""),
                        "speaks " + (protocol.isEmpty() ? "HTTP" : protocol) + " with a service that "
                                + (isOn ? "takes TLS alone" : "has no TLS"));
            }
        }
    }

    private void checkDeployment(KubernetesObject deployment, String directory) {
        findings.require(
                deployment,
                !directory.isEmpty(),
                DIRECTORY + " is missing: the other services take and make no other calls");
        for (Node container : deployment.containers()) {
            Node mount = container.at("volumeMounts").items().stream()
                    .filter(found -> found.at("mountPath").text().equals(directory))
                    .findFirst()
                    .orElse(new Node(null));
            findings.require(
                    deployment,
                    mount.at("readOnly").isTrue() && !mount.at("subPath").exists(),
                    directory + " must be the mount of a whole Secret, else new certificates do not arrive");
            String secret = deployment
                    .podSpec()
                    .at("volumes")
                    .named(mount.at("name").text())
                    .at("secret", "secretName")
                    .text();
            findings.require(
                    deployment,
                    secret.equals(deployment.name() + "-tls")
                            && KEYS.equals(facts.secrets().get(secret)),
                    "the certificate comes from the Secret \"" + secret
                            + "\", which is not its own or not in the README");
        }
    }

    private String directory(KubernetesObject deployment) {
        Map<String, String> set = new HashMap<>();
        for (Node container : deployment.containers()) {
            for (Node source : container.at("envFrom").items()) {
                String name = source.at("configMapRef", "name").text();
                objects.stream()
                        .filter(object -> object.title().equals("ConfigMap " + name))
                        .forEach(
                                object -> set.putAll(object.content().at("data").texts()));
            }
        }
        return set.getOrDefault(DIRECTORY, "");
    }
}
