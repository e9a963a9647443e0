package dev.touchstone.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules for how many pods there are: autoscaling, and how many may be missing at once. */
final class ScalingRules {
    private static final int LOWEST_TARGET = 60;
    private static final int HIGHEST_TARGET = 80;

    private final List<KubernetesObject> objects;
    private final Findings findings = new Findings();

    private ScalingRules(List<KubernetesObject> objects) {
        this.objects = objects;
    }

    static List<Finding> check(List<KubernetesObject> objects) {
        ScalingRules rules = new ScalingRules(objects);
        for (KubernetesObject object : objects) {
            switch (object.kind()) {
                case "HorizontalPodAutoscaler" -> rules.checkAutoscaler(object);
                case "PodDisruptionBudget" -> rules.checkBudget(object);
                default -> {}
            }
        }
        return rules.findings.list();
    }

    /** The autoscaler of a Deployment, if it has one. */
    static Optional<KubernetesObject> autoscaler(List<KubernetesObject> objects, KubernetesObject deployment) {
        return objects.stream()
                .filter(object -> object.kind().equals("HorizontalPodAutoscaler"))
                .filter(object -> object.namespace().equals(deployment.namespace()))
                .filter(object -> object.content()
                        .at("spec", "scaleTargetRef", "name")
                        .text()
                        .equals(deployment.name()))
                .findFirst();
    }

    /** How many pods a Deployment has at most, without one that replaces another. */
    static int highest(List<KubernetesObject> objects, KubernetesObject deployment) {
        return autoscaler(objects, deployment)
                .map(found -> number(found.content().at("spec", "maxReplicas"), 1))
                .orElseGet(() -> replicas(deployment));
    }

    private void checkAutoscaler(KubernetesObject autoscaler) {
        Node spec = autoscaler.content().at("spec");
        String name = spec.at("scaleTargetRef", "name").text();
        Optional<KubernetesObject> target = objects.stream()
                .filter(object -> object.isDeployment() && object.name().equals(name))
                .findFirst();
        findings.require(
                autoscaler,
                target.isPresent() && spec.at("scaleTargetRef", "kind").text().equals("Deployment"),
                "scales no Deployment: " + name);
        target.ifPresent(found -> findings.require(
                found,
                !found.content().at("spec", "replicas").exists(),
                "must not set replicas: each apply would undo what " + autoscaler.title() + " chose"));
        findings.require(
                autoscaler,
                number(spec.at("minReplicas"), 1) >= 2,
                "minReplicas must be 2 or more, else one lost node is an outage");
        boolean utilisation = spec.at("metrics").items().stream()
                .map(metric -> number(metric.at("resource", "target", "averageUtilization"), 0))
                .anyMatch(percent -> percent >= LOWEST_TARGET && percent <= HIGHEST_TARGET);
        findings.require(
                autoscaler,
                utilisation,
                "must aim at " + LOWEST_TARGET + " to " + HIGHEST_TARGET + " % of the requested cpu");
        findings.require(
                autoscaler,
                spec.at("behavior", "scaleDown", "stabilizationWindowSeconds").exists(),
                "scaleDown must wait before it takes pods away");
    }

    private void checkBudget(KubernetesObject budget) {
        Map<String, String> selector =
                budget.content().at("spec", "selector", "matchLabels").texts();
        List<KubernetesObject> targets = objects.stream()
                .filter(object -> object.isSelectedBy(selector))
                .filter(object -> object.namespace().equals(budget.namespace()))
                .toList();
        findings.require(
                budget,
                targets.size() == 1 && targets.get(0).isDeployment(),
                "the selector " + selector + " matches no single Deployment");
        findings.require(
                budget, budget.content().at("spec", "maxUnavailable").text().equals("1"), "maxUnavailable must be 1");
        for (KubernetesObject target : targets) {
            int lowest = autoscaler(objects, target)
                    .map(found -> number(found.content().at("spec", "minReplicas"), 1))
                    .orElseGet(() -> replicas(target));
            findings.require(budget, lowest >= 2, "of a single pod a budget keeps nothing: " + target.title());
        }
    }

    private static int replicas(KubernetesObject deployment) {
        return number(deployment.content().at("spec", "replicas"), 1);
    }

    private static int number(Node node, int missing) {
        return node.value() instanceof Integer number ? number : missing;
    }
}
