package dev.touchstone.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rules for the pods of one Deployment or Job by themselves: who its pods run as, what they may use, how they start and how they end.
 *
 * <p><b>Source:</b> the restricted profile of the Pod Security Standards, and docs/decisions/0009-kustomize.md.
 */
final class PodRules {
    private static final String USER = "10001";
    private static final Map<String, String> PROBE_PATHS = Map.of(
            "startupProbe", "/q/health/started",
            "livenessProbe", "/q/health/live",
            "readinessProbe", "/q/health/ready");

    private final ProjectFacts facts;
    private final KubernetesObject workload;
    private final List<Finding> findings = new ArrayList<>();

    private PodRules(ProjectFacts facts, KubernetesObject workload) {
        this.facts = facts;
        this.workload = workload;
    }

    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        return objects.stream()
                .filter(KubernetesObject::hasPods)
                .flatMap(workload -> new PodRules(facts, workload).check().stream())
                .toList();
    }

    private List<Finding> check() {
        checkPod();
        workload.containers().forEach(this::checkContainer);
        if (workload.isDeployment()) {
            checkRollout();
            workload.podSpec().at("containers").items().forEach(this::checkLifecycle);
        }
        return List.copyOf(findings);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            findings.add(new Finding(workload.title(), message));
        }
    }

    private void checkPod() {
        Node pod = workload.podSpec();
        Node security = pod.at("securityContext");
        require(security.at("runAsNonRoot").isTrue(), "runAsNonRoot must be true");
        require(security.at("runAsUser").text().equals(USER), "runAsUser must be " + USER);
        require(
                security.at("seccompProfile", "type").text().equals("RuntimeDefault"),
                "the seccomp profile must be RuntimeDefault");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(!pod.at(shared).isTrue(), shared + " must not be used");
        }
        for (Node volume : pod.at("volumes").items()) {
            require(
                    !volume.at("hostPath").exists(),
                    "volume " + volume.at("name").text() + " must not be a host path");
        }
        require(
                pod.at("automountServiceAccountToken").isFalse(),
                "automountServiceAccountToken must be false: no service talks to the cluster");
    }

    private void checkRollout() {
        require(workload.podSpec().at("topologySpreadConstraints").exists(), "the pods must be spread over the nodes");
        require(
                workload.content()
                        .at("spec", "strategy", "rollingUpdate", "maxUnavailable")
                        .text()
                        .equals("0"),
                "maxUnavailable must be 0");
    }

    private void checkContainer(Node container) {
        String name = "container " + container.at("name").text() + ": ";
        Node security = container.at("securityContext");
        require(security.at("allowPrivilegeEscalation").isFalse(), name + "allowPrivilegeEscalation must be false");
        require(!security.at("privileged").isTrue(), name + "privileged must not be used");
        require(security.at("readOnlyRootFilesystem").isTrue(), name + "readOnlyRootFilesystem must be true");
        List<String> dropped = security.at("capabilities", "drop").items().stream()
                .map(Node::text)
                .toList();
        require(dropped.contains("ALL"), name + "all capabilities must be dropped");
        require(!security.at("capabilities", "add").exists(), name + "no capability must be added");
        for (String overridden : List.of("runAsUser", "runAsNonRoot", "seccompProfile")) {
            require(!security.at(overridden).exists(), name + overridden + " belongs to the pod");
        }
        checkImage(name, container.at("image").text());
        checkResources(name, container.at("resources"));
        boolean temporary = container.at("volumeMounts").items().stream()
                .filter(mount -> mount.at("mountPath").text().equals("/tmp"))
                .anyMatch(mount -> workload.podSpec()
                        .at("volumes")
                        .named(mount.at("name").text())
                        .at("emptyDir")
                        .exists());
        require(temporary, name + "/tmp must be an emptyDir");
    }

    private void checkImage(String name, String image) {
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        String tag = colon < 0 ? "" : image.substring(colon + 1);
        require(
                tag.equals(facts.version()),
                name + "the image must have the tag " + facts.version() + " but is " + image);
    }

    private void checkResources(String name, Node resources) {
        String memory = resources.at("requests", "memory").text();
        require(
                !memory.isEmpty()
                        && memory.equals(resources.at("limits", "memory").text()),
                name + "memory must be requested and limited to the same");
        require(resources.at("requests", "cpu").exists(), name + "cpu must be requested");
    }

    private void checkLifecycle(Node container) {
        String name = "container " + container.at("name").text() + ": ";
        PROBE_PATHS.forEach((probe, path) -> {
            Node get = container.at(probe, "httpGet");
            require(get.exists(), name + probe + " is missing");
            if (get.exists()) {
                require(get.at("path").text().equals(path), name + probe + " must ask " + path);
                require(get.at("port").text().equals("management"), name + probe + " must ask the port management");
            }
        });
        String sleep = container.at("lifecycle", "preStop", "sleep", "seconds").text();
        require(!sleep.isEmpty(), name + "preStop must sleep until the pod is no longer called");
        long needed = facts.shutdownTimeout().toSeconds() + (sleep.isEmpty() ? 0 : Long.parseLong(sleep));
        String grace = workload.podSpec().at("terminationGracePeriodSeconds").text();
        require(
                !grace.isEmpty() && Long.parseLong(grace) > needed,
                "terminationGracePeriodSeconds must be above " + needed
                        + ", the preStop sleep and the shutdown timeout");
        checkPorts(name, container.at("ports"));
    }

    private void checkPorts(String name, Node ports) {
        Map<String, Integer> expected = Map.of("grpc", facts.grpcPort(), "management", facts.managementPort());
        expected.forEach((port, number) -> require(
                ports.named(port).at("containerPort").text().equals(number.toString()),
                name + "port " + port + " must be " + number));
        for (Node port : ports.items()) {
            require(
                    !port.at("hostPort").exists(),
                    name + "port " + port.at("name").text() + " must not be a host port");
        }
    }
}
