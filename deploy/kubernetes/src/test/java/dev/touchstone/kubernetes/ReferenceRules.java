package dev.touchstone.kubernetes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for what one object says of another: each of these mistakes is taken by the API server without a word, and shows
 * only when pods do not start or calls do not arrive.
 */
final class ReferenceRules {
    private static final String CLIENT_PREFIX = "QUARKUS_GRPC_CLIENTS_";

    private final ProjectFacts facts;
    private final List<KubernetesObject> objects;
    private final List<Finding> findings = new ArrayList<>();

    private ReferenceRules(ProjectFacts facts, List<KubernetesObject> objects) {
        this.facts = facts;
        this.objects = objects;
    }

    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        ReferenceRules rules = new ReferenceRules(facts, objects);
        rules.checkUnique();
        for (KubernetesObject object : objects) {
            switch (object.kind()) {
                case "Deployment" -> rules.checkDeployment(object);
                case "Job" -> rules.checkPods(object);
                case "Service" -> rules.checkService(object);
                case "ServiceAccount" ->
                    rules.require(
                            object,
                            object.content().at("automountServiceAccountToken").isFalse(),
                            "automountServiceAccountToken must be false");
                case "Secret" -> rules.require(object, false, "secrets never stand in the manifests");
                default -> {}
            }
        }
        return List.copyOf(rules.findings);
    }

    private void require(KubernetesObject object, boolean holds, String message) {
        if (!holds) {
            findings.add(new Finding(object.title(), message));
        }
    }

    private void checkUnique() {
        Set<String> seen = new HashSet<>();
        for (KubernetesObject object : objects) {
            require(object, seen.add(object.namespace() + " " + object.title()), "stands twice in the manifests");
        }
    }

    private void checkDeployment(KubernetesObject deployment) {
        Map<String, String> labels = deployment.podLabels();
        requireSelects(deployment, deployment.content().at("spec", "selector", "matchLabels"), labels, "the selector");
        for (Node constraint :
                deployment.podSpec().at("topologySpreadConstraints").items()) {
            requireSelects(deployment, constraint.at("labelSelector", "matchLabels"), labels, "the topology spread");
        }
        checkPods(deployment);
    }

    private void checkPods(KubernetesObject workload) {
        String account = workload.podSpec().at("serviceAccountName").text();
        require(workload, find(workload, "ServiceAccount", account).isPresent(), "no ServiceAccount " + account);
        for (Node container : workload.containers()) {
            checkContainer(workload, container);
        }
    }

    private void requireSelects(KubernetesObject object, Node selector, Map<String, String> labels, String what) {
        Map<String, String> selected = selector.texts();
        require(
                object,
                !selected.isEmpty() && labels.entrySet().containsAll(selected.entrySet()),
                what + " " + selected + " does not match the pods' labels " + labels);
    }

    private void checkContainer(KubernetesObject deployment, Node container) {
        List<String> ports = container.at("ports").texts("name");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            Node port = container.at(probe, "httpGet", "port");
            require(
                    deployment,
                    !port.exists() || ports.contains(port.text()),
                    probe + " asks the port " + port.text() + " but the container has " + ports);
        }
        for (Node mount : container.at("volumeMounts").items()) {
            String volume = mount.at("name").text();
            boolean known = deployment.podSpec().at("volumes").named(volume).exists();
            require(deployment, known, "no volume " + volume);
        }
        Set<String> names = new HashSet<>();
        for (Node variable : container.at("env").items()) {
            String name = variable.at("name").text();
            require(deployment, names.add(name), "sets " + name + " twice");
            requireKnown(deployment, name);
            checkSecret(deployment, name, variable.at("valueFrom", "secretKeyRef"));
            boolean secret = name.endsWith("_PASSWORD") || name.endsWith("_KEY");
            require(
                    deployment,
                    !secret || variable.at("valueFrom", "secretKeyRef").exists(),
                    name + " must come from a Secret");
        }
        for (Node source : container.at("envFrom").items()) {
            checkConfigMap(deployment, names, source.at("configMapRef", "name").text());
        }
    }

    private void requireKnown(KubernetesObject object, String variable) {
        require(
                object,
                facts.environment().contains(variable),
                "sets " + variable + ", which the README does not know");
    }

    private void checkSecret(KubernetesObject deployment, String variable, Node reference) {
        if (!reference.exists()) {
            return;
        }
        String secret = reference.at("name").text();
        String key = reference.at("key").text();
        require(
                deployment,
                facts.secrets().getOrDefault(secret, Set.of()).contains(key),
                variable + " comes from the key " + key + " of the Secret " + secret
                        + ", which the README does not ask for");
    }

    private void checkConfigMap(KubernetesObject deployment, Set<String> names, String name) {
        Optional<KubernetesObject> configMap = find(deployment, "ConfigMap", name);
        require(deployment, configMap.isPresent(), "no ConfigMap " + name);
        Map<String, String> data =
                configMap.map(found -> found.content().at("data").texts()).orElse(Map.of());
        for (String variable : data.keySet()) {
            require(deployment, names.add(variable), "sets " + variable + " twice");
            requireKnown(deployment, variable);
            if (variable.endsWith("_HOST")) {
                String client = variable.substring(0, variable.length() - "HOST".length());
                checkClient(deployment, client, data);
            }
        }
    }

    private void checkClient(KubernetesObject deployment, String client, Map<String, String> data) {
        String host = data.getOrDefault(client + "HOST", "");
        String port = data.getOrDefault(client + "PORT", "");
        Optional<KubernetesObject> service = find(deployment, "Service", host);
        require(deployment, service.isPresent(), client + "HOST names no Service: " + host);
        service.ifPresent(found -> require(
                deployment,
                found.content().at("spec", "ports").texts("port").contains(port),
                client + "PORT is " + port + ", which is no port of the Service " + host));
        require(
                deployment,
                // A setting of our own has its policy in the service.
                !client.startsWith(CLIENT_PREFIX)
                        || data.getOrDefault(client + "LOAD_BALANCING_POLICY", "")
                                .equals("round_robin"),
                client + "LOAD_BALANCING_POLICY must be round_robin, else one pod gets every call");
    }

    private void checkService(KubernetesObject service) {
        Map<String, String> selector = service.content().at("spec", "selector").texts();
        List<KubernetesObject> targets = objects.stream()
                .filter(workload -> workload.isSelectedBy(selector))
                .filter(workload -> workload.namespace().equals(service.namespace()))
                .toList();
        require(
                service,
                targets.size() == 1 && targets.get(0).isDeployment(),
                "the selector " + selector + " matches "
                        + targets.stream().map(KubernetesObject::title).toList() + " and not one Deployment");
        require(
                service,
                !service.content().at("spec", "ports").texts("name").contains("grpc")
                        || service.content().at("spec", "clusterIP").text().equals("None"),
                "must be headless, else one pod gets every call of a client");
        String type = service.content().at("spec", "type").text();
        require(
                service,
                type.isEmpty() || type.equals("ClusterIP"),
                "must not be a " + type + ": the ingress is the only way in");
        for (Node port : service.content().at("spec", "ports").items()) {
            String target = port.at("targetPort").text();
            for (KubernetesObject deployment : targets) {
                boolean known = deployment.containers().stream()
                        .anyMatch(
                                container -> container.at("ports").named(target).exists());
                require(service, known, "the port " + target + " is none of " + deployment.title());
            }
            require(
                    service,
                    !port.at("name").text().equals("grpc")
                            || port.at("appProtocol").text().equals("kubernetes.io/h2c"),
                    "appProtocol of the port grpc must be kubernetes.io/h2c");
        }
    }

    private Optional<KubernetesObject> find(KubernetesObject neighbour, String kind, String name) {
        return objects.stream()
                .filter(object -> object.kind().equals(kind) && object.name().equals(name))
                .filter(object -> object.namespace().equals(neighbour.namespace()))
                .findFirst();
    }
}
