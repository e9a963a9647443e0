package dev.touchstone.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the network policies of a manifest let through, as far as these manifests use them.
 *
 * <p><b>Source:</b> the NetworkPolicy reference of Kubernetes: policies add up; a pod that no policy of a direction selects
 * is open in that direction; a rule without peers or without ports is for all of them.
 */
final class NetworkPolicies {
    private final List<KubernetesObject> policies;

    NetworkPolicies(List<KubernetesObject> objects) {
        policies = objects.stream()
                .filter(object -> object.kind().equals("NetworkPolicy"))
                .toList();
    }

    List<KubernetesObject> list() {
        return policies;
    }

    /** True if the caller may open a connection to this port of the other: both have to agree. */
    boolean allow(KubernetesObject caller, KubernetesObject called, String port) {
        return agrees("egress", caller, called, called, port) && agrees("ingress", called, caller, called, port);
    }

    /** True if the pods may open connections to this port of anything. */
    boolean allowOut(KubernetesObject caller, String port) {
        return rules("egress", caller)
                .anyMatch(rule -> rule.at("ports").texts("port").contains(port));
    }

    static boolean selects(KubernetesObject policy, KubernetesObject workload) {
        Node selector = policy.content().at("spec", "podSelector");
        return policy.namespace().equals(workload.namespace()) && matches(selector, workload);
    }

    private boolean agrees(
            String direction, KubernetesObject own, KubernetesObject peer, KubernetesObject called, String port) {
        boolean open = policies.stream().noneMatch(policy -> selects(policy, own) && restricts(policy, direction));
        return open
                || rules(direction, own)
                        .anyMatch(rule -> hasPeer(rule, direction, peer) && hasPort(rule, called, port));
    }

    private Stream<Node> rules(String direction, KubernetesObject workload) {
        return policies.stream()
                .filter(policy -> selects(policy, workload) && restricts(policy, direction))
                .flatMap(policy -> policy.content().at("spec", direction).items().stream());
    }

    private static boolean restricts(KubernetesObject policy, String direction) {
        return policy.content().at("spec", "policyTypes").items().stream()
                .anyMatch(type -> type.text().equalsIgnoreCase(direction));
    }

    private static boolean hasPeer(Node rule, String direction, KubernetesObject peer) {
        Node peers = rule.at(direction.equals("egress") ? "to" : "from");
        return !peers.exists()
                || peers.items().stream()
                        .filter(entry -> entry.at("podSelector").exists()
                                && !entry.at("namespaceSelector").exists())
                        .anyMatch(entry -> matches(entry.at("podSelector"), peer));
    }

    private static boolean hasPort(Node rule, KubernetesObject called, String port) {
        List<String> ports = rule.at("ports").texts("port");
        String number = called.containers().stream()
                .map(container ->
                        container.at("ports").named(port).at("containerPort").text())
                .findFirst()
                .orElse("");
        return !rule.at("ports").exists() || ports.contains(port) || ports.contains(number);
    }

    private static boolean matches(Node selector, KubernetesObject workload) {
        Map<String, String> labels = selector.at("matchLabels").texts();
        return workload.hasPods() && workload.podLabels().entrySet().containsAll(labels.entrySet());
    }
}
