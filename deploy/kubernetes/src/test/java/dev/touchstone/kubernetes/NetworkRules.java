package dev.touchstone.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules for who may talk to whom: what the settings say is called can be called, and nothing else. Manifests without a
 * network policy are left alone.
 */
final class NetworkRules {
    private static final String DATABASE_PORT = "5432";
    private static final String DNS_PORT = "53";
    private static final String REMOTE_PORT = "443";
    private static final String CALLS_REMOTE_SYSTEMS = "sales-sync-service";
    private static final String PUBLIC = "touchpoint-service";

    private final List<KubernetesObject> objects;
    private final NetworkPolicies policies;
    private final Findings findings = new Findings();

    private NetworkRules(List<KubernetesObject> objects) {
        this.objects = objects;
        this.policies = new NetworkPolicies(objects);
    }

    static List<Finding> check(List<KubernetesObject> objects) {
        NetworkRules rules = new NetworkRules(objects);
        if (!rules.policies.list().isEmpty()) {
            rules.policies.list().forEach(rules::checkPolicy);
            rules.workloads().forEach(rules::checkWorkload);
        }
        return rules.findings.list();
    }

    private List<KubernetesObject> workloads() {
        return objects.stream().filter(KubernetesObject::hasPods).toList();
    }

    private boolean isDeniedFirst(KubernetesObject workload) {
        return policies.list().stream()
                .filter(policy -> policy.namespace().equals(workload.namespace()))
                .map(policy -> policy.content().at("spec"))
                .anyMatch(spec -> spec.at("podSelector").texts().isEmpty()
                        && spec.at("policyTypes").items().size() == 2
                        && !spec.at("ingress").exists()
                        && !spec.at("egress").exists());
    }

    private void checkPolicy(KubernetesObject policy) {
        Node spec = policy.content().at("spec");
        requirePods(policy, spec.at("podSelector"));
        for (Node rule : spec.at("ingress").items()) {
            findings.require(policy, rule.at("from").exists(), "an ingress rule admits everybody");
            rule.at("from").items().forEach(peer -> checkCaller(policy, peer, rule));
        }
        for (Node rule : spec.at("egress").items()) {
            checkDestinations(policy, rule);
        }
    }

    private void requirePods(KubernetesObject policy, Node selector) {
        Map<String, String> labels = selector.at("matchLabels").texts();
        boolean known = labels.isEmpty() || objects.stream().anyMatch(object -> object.isSelectedBy(labels));
        findings.require(policy, known, "the selector " + labels + " matches no pods");
    }

    private void checkCaller(KubernetesObject policy, Node peer, Node rule) {
        findings.require(policy, !peer.at("ipBlock").exists(), "an ingress rule admits addresses and not pods");
        if (!peer.at("namespaceSelector").exists()) {
            requirePods(policy, peer.at("podSelector"));
            return;
        }
        boolean metrics = rule.at("ports").texts("port").equals(List.of("management"));
        boolean ingress = policy.content()
                        .at("spec", "podSelector", "matchLabels", "app.kubernetes.io/name")
                        .text()
                        .equals(PUBLIC)
                && objects.stream().anyMatch(object -> object.kind().equals("Ingress"));
        findings.require(policy, metrics || ingress, "admits another namespace to more than metrics and the collector");
    }

    private void checkDestinations(KubernetesObject policy, Node rule) {
        List<String> ports = rule.at("ports").texts("port");
        if (!rule.at("to").exists()) {
            findings.require(
                    policy,
                    ports.equals(List.of(DATABASE_PORT)),
                    "an egress rule lets the ports " + ports + " out to anywhere");
        }
        for (Node peer : rule.at("to").items()) {
            if (peer.at("ipBlock").exists()) {
                findings.require(
                        policy,
                        policy.name().equals(CALLS_REMOTE_SYSTEMS) && ports.equals(List.of(REMOTE_PORT)),
                        "only " + CALLS_REMOTE_SYSTEMS + " calls remote systems, on port " + REMOTE_PORT);
            } else if (!peer.at("namespaceSelector").exists()) {
                requirePods(policy, peer.at("podSelector"));
            }
        }
    }

    private void checkWorkload(KubernetesObject workload) {
        findings.require(workload, isDeniedFirst(workload), "no policy denies everything first");
        findings.require(workload, policies.allowOut(workload, DNS_PORT), "may not ask DNS");
        findings.require(workload, policies.allowOut(workload, DATABASE_PORT), "may not reach the database");
        Set<String> called = called(workload);
        for (KubernetesObject other : workloads()) {
            if (!other.isDeployment() || other.equals(workload)) {
                continue;
            }
            boolean needed = called.contains(other.name());
            boolean allowed = policies.allow(workload, other, "grpc");
            findings.require(workload, allowed || !needed, "calls " + other.title() + ", which no policy allows");
            findings.require(workload, needed || !allowed, "may call " + other.title() + ", which it never does");
            findings.require(
                    workload,
                    !policies.allow(workload, other, "management"),
                    "may ask the management port of " + other.title());
        }
    }

    /** The Services that its settings name: they are called as their Deployments. */
    private Set<String> called(KubernetesObject workload) {
        Set<String> hosts = new HashSet<>();
        for (Node container : workload.containers()) {
            for (Node source : container.at("envFrom").items()) {
                String name = source.at("configMapRef", "name").text();
                objects.stream()
                        .filter(object -> object.kind().equals("ConfigMap")
                                && object.name().equals(name))
                        .flatMap(object -> object.content().at("data").texts().entrySet().stream())
                        .filter(entry -> entry.getKey().endsWith("_HOST"))
                        .forEach(entry -> hosts.add(entry.getValue()));
            }
        }
        return hosts;
    }
}
