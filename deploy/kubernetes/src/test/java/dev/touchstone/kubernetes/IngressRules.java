package dev.touchstone.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules for what the public reaches: the collector and the browser tag of touchpoint-service, and nothing else. */
final class IngressRules {
    private static final Set<String> PUBLIC_PATHS = Set.of("/v1", "/tag");
    private static final String PUBLIC_SERVICE = "touchpoint-service";

    private final ProjectFacts facts;
    private final List<KubernetesObject> objects;
    private final Findings findings = new Findings();

    private IngressRules(ProjectFacts facts, List<KubernetesObject> objects) {
        this.facts = facts;
        this.objects = objects;
    }

    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        IngressRules rules = new IngressRules(facts, objects);
        objects.stream().filter(object -> object.kind().equals("Ingress")).forEach(rules::checkIngress);
        return rules.findings.list();
    }

    private void checkIngress(KubernetesObject ingress) {
        Node spec = ingress.content().at("spec");
        findings.require(
                ingress, !spec.at("defaultBackend").exists(), "must have no default backend: it takes every path");
        for (Node rule : spec.at("rules").items()) {
            checkEncrypted(ingress, spec, rule.at("host").text());
            for (Node path : rule.at("http", "paths").items()) {
                String text = path.at("path").text();
                findings.require(
                        ingress,
                        PUBLIC_PATHS.contains(text)
                                && path.at("pathType").text().equals("Prefix"),
                        "the path " + text + " is not for the public, or no prefix by path elements");
                checkBackend(ingress, path.at("backend", "service"));
            }
        }
    }

    private void checkEncrypted(KubernetesObject ingress, Node spec, String host) {
        Optional<Node> tls = spec.at("tls").items().stream()
                .filter(entry -> entry.at("hosts").items().stream()
                        .anyMatch(name -> name.text().equals(host)))
                .findFirst();
        String secret = tls.map(entry -> entry.at("secretName").text()).orElse("");
        findings.require(
                ingress,
                !host.isEmpty() && facts.secrets().containsKey(secret),
                "the host " + host + " has no certificate that the README asks for");
    }

    private void checkBackend(KubernetesObject ingress, Node backend) {
        String name = backend.at("name").text();
        Optional<KubernetesObject> service = objects.stream()
                .filter(object ->
                        object.kind().equals("Service") && object.name().equals(name))
                .findFirst();
        findings.require(
                ingress,
                service.isPresent()
                        && service.get()
                                .content()
                                .at("spec", "ports")
                                .texts("name")
                                .contains(backend.at("port", "name").text()),
                "no Service " + name + " with the port "
                        + backend.at("port", "name").text());
        service.ifPresent(found -> findings.require(
                ingress,
                found.content()
                        .at("spec", "selector", "app.kubernetes.io/name")
                        .text()
                        .equals(PUBLIC_SERVICE),
                "leads to another service than " + PUBLIC_SERVICE));
    }
}
