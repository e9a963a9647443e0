package dev.touchstone.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Defects of what stands around the Deployments: migration, scaling, the network and the way in; each is seeded alone. */
class ComponentRulesTest {
    private static final String CALLER = "Deployment touchpoint-service";
    private static final String JOB = "Job mapping-service-migration-0-1-0";
    private static final String AUTOSCALER = "HorizontalPodAutoscaler mapping-service";
    private static final String BUDGET = "PodDisruptionBudget mapping-service";
    private static final String POLICY = "NetworkPolicy mapping-service";
    private static final String INGRESS = "Ingress touchpoint-collector";

    static Stream<Defect> defects() {
        return Stream.of(migrationDefects(), scalingDefects(), networkDefects(), ingressDefects(), tlsDefects())
                .flatMap(List::stream);
    }

    private static List<Defect> migrationDefects() {
        return List.of(
                new Defect(
                        "service that migrates beside others",
                        manifest -> manifest.object("ConfigMap mapping-service")
                                .map("data")
                                .remove("TOUCHSTONE_SCHEMA_MODE"),
                        Manifest.POD,
                        "must be wait"),
                new Defect(
                        "nobody migrates",
                        manifest -> manifest.remove(JOB),
                        Manifest.POD,
                        "no Job migrates with the image touchstone/mapping-service:0.1.0"),
                new Defect(
                        "Job that serves and never ends",
                        manifest -> job(manifest)
                                .at("env")
                                .named("TOUCHSTONE_SCHEMA_MODE")
                                .map()
                                .put("value", "migrate"),
                        JOB,
                        "must be migrate-only"),
                new Defect(
                        "Job of an earlier version",
                        manifest -> manifest.object(JOB).map("metadata").put("name", "mapping-service-migration-0-0-9"),
                        "Job mapping-service-migration-0-0-9",
                        "the name must end with -migration-0-1-0"),
                new Defect(
                        "migration of another database",
                        manifest -> job(manifest)
                                .at("env")
                                .named("QUARKUS_DATASOURCE_JDBC_URL")
                                .map("valueFrom", "secretKeyRef")
                                .put("name", "touchpoint-service-database"),
                        JOB,
                        "migrates another database"),
                new Defect(
                        "Job with settings whose name changes",
                        manifest -> job(manifest)
                                .map()
                                .put(
                                        "envFrom",
                                        List.of(Map.of("configMapRef", Map.of("name", "mapping-service-config")))),
                        JOB,
                        "must use no ConfigMap"),
                new Defect(
                        "Job without end",
                        manifest -> manifest.object(JOB).map("spec").remove("activeDeadlineSeconds"),
                        JOB,
                        "activeDeadlineSeconds is missing"),
                new Defect(
                        "Job as root",
                        manifest -> manifest.object(JOB)
                                .map("spec", "template", "spec", "securityContext")
                                .remove("runAsNonRoot"),
                        JOB,
                        "runAsNonRoot must be true"),
                new Defect(
                        "Job that is called like the service",
                        manifest -> manifest.object(JOB)
                                .map("spec", "template", "metadata", "labels")
                                .put("app.kubernetes.io/name", "mapping-service"),
                        "Service mapping-service",
                        "and not one Deployment"));
    }

    private static List<Defect> scalingDefects() {
        return List.of(
                new Defect(
                        "autoscaler of nothing",
                        manifest -> manifest.object(AUTOSCALER)
                                .map("spec", "scaleTargetRef")
                                .put("name", "mapping"),
                        AUTOSCALER,
                        "scales no Deployment: mapping"),
                new Defect(
                        "replicas that each apply resets",
                        manifest -> manifest.object(Manifest.POD).map("spec").put("replicas", 2),
                        Manifest.POD,
                        "must not set replicas"),
                new Defect(
                        "autoscaler down to one pod",
                        manifest -> manifest.object(AUTOSCALER).map("spec").put("minReplicas", 1),
                        AUTOSCALER,
                        "minReplicas must be 2 or more"),
                new Defect(
                        "autoscaler that waits for the last cycle",
                        manifest -> manifest.spec(AUTOSCALER)
                                .at("metrics")
                                .items()
                                .get(0)
                                .map("resource", "target")
                                .put("averageUtilization", 95),
                        AUTOSCALER,
                        "60 to 80 %"),
                new Defect(
                        "autoscaler that takes pods away at once",
                        manifest -> manifest.object(AUTOSCALER).map("spec").remove("behavior"),
                        AUTOSCALER,
                        "scaleDown must wait"),
                new Defect(
                        "field of another version of the API",
                        manifest -> manifest.object(AUTOSCALER).map("spec").put("targetCPUUtilizationPercentage", 70),
                        AUTOSCALER,
                        "targetCPUUtilizationPercentage"),
                new Defect(
                        "budget of no pods",
                        manifest -> manifest.object(BUDGET)
                                .map("spec", "selector", "matchLabels")
                                .put("app.kubernetes.io/name", "mapping"),
                        BUDGET,
                        "matches no single Deployment"),
                new Defect(
                        "budget that blocks every drain",
                        manifest -> manifest.object(BUDGET).map("spec").put("maxUnavailable", 0),
                        BUDGET,
                        "maxUnavailable must be 1"),
                new Defect(
                        "budget of a single pod",
                        manifest -> manifest.object(BUDGET)
                                .map("spec", "selector", "matchLabels")
                                .put("app.kubernetes.io/name", "sales-sync-service"),
                        BUDGET,
                        "of a single pod a budget keeps nothing"));
    }

    private static List<Defect> networkDefects() {
        return List.of(
                new Defect(
                        "everything allowed first",
                        manifest -> manifest.remove("NetworkPolicy deny-all"),
                        CALLER,
                        "no policy denies everything first"),
                new Defect(
                        "policy for no pods",
                        manifest -> manifest.object(POLICY)
                                .map("spec", "podSelector", "matchLabels")
                                .put("app.kubernetes.io/name", "mapping"),
                        POLICY,
                        "matches no pods"),
                new Defect(
                        "caller kept out",
                        manifest -> manifest.remove(POLICY),
                        CALLER,
                        "calls Deployment mapping-service, which no policy allows"),
                new Defect(
                        "call kept in",
                        manifest -> manifest.object("NetworkPolicy touchpoint-service")
                                .map("spec")
                                .remove("egress"),
                        CALLER,
                        "calls Deployment mapping-service, which no policy allows"),
                new Defect(
                        "wrong port opened",
                        manifest -> manifest.spec(POLICY)
                                .at("ingress")
                                .items()
                                .get(0)
                                .at("ports")
                                .items()
                                .get(0)
                                .map()
                                .put("port", "management"),
                        CALLER,
                        "calls Deployment mapping-service, which no policy allows"),
                new Defect(
                        "door for everybody",
                        manifest -> manifest.spec(POLICY)
                                .at("ingress")
                                .items()
                                .get(0)
                                .map()
                                .remove("from"),
                        POLICY,
                        "admits everybody"),
                new Defect(
                        "door for a service that never calls",
                        manifest -> manifest.spec("NetworkPolicy touchpoint-service")
                                .at("egress")
                                .items()
                                .get(0)
                                .map()
                                .remove("to"),
                        "NetworkPolicy touchpoint-service",
                        "lets the ports [grpc] out to anywhere"),
                new Defect(
                        "way back for the called",
                        manifest -> {
                            addEgress(manifest, "mapping-service", "touchpoint-service");
                            addIngress(manifest, "touchpoint-service", "mapping-service");
                        },
                        Manifest.POD,
                        "may call Deployment touchpoint-service, which it never does"),
                new Defect(
                        "other namespace at the contracts",
                        manifest -> manifest.spec("NetworkPolicy metrics")
                                .at("ingress")
                                .items()
                                .get(0)
                                .at("ports")
                                .items()
                                .get(0)
                                .map()
                                .put("port", "grpc"),
                        "NetworkPolicy metrics",
                        "admits another namespace"),
                new Defect(
                        "service that calls the internet",
                        manifest -> manifest.object("NetworkPolicy sales-sync-service")
                                .map("metadata")
                                .put("name", "internet"),
                        "NetworkPolicy internet",
                        "only sales-sync-service calls remote systems"),
                new Defect("no names", manifest -> manifest.remove("NetworkPolicy dns"), CALLER, "may not ask DNS"),
                new Defect(
                        "no database",
                        manifest -> manifest.remove("NetworkPolicy database"),
                        JOB,
                        "may not reach the database"));
    }

    private static List<Defect> tlsDefects() {
        return List.of(
                new Defect(
                        "service without TLS among others",
                        manifest -> manifest.object("ConfigMap mapping-service")
                                .map("data")
                                .remove("TOUCHSTONE_TLS_DIRECTORY"),
                        Manifest.POD,
                        "TOUCHSTONE_TLS_DIRECTORY is missing"),
                new Defect(
                        "certificates elsewhere",
                        manifest -> manifest.container()
                                .at("volumeMounts")
                                .named("tls")
                                .map()
                                .put("mountPath", "/etc/tls"),
                        Manifest.POD,
                        "must be the mount of a whole Secret"),
                new Defect(
                        "certificate that is never replaced",
                        manifest -> manifest.container()
                                .at("volumeMounts")
                                .named("tls")
                                .map()
                                .put("subPath", "tls.crt"),
                        Manifest.POD,
                        "must be the mount of a whole Secret"),
                new Defect(
                        "certificate of another service",
                        manifest -> manifest.pod()
                                .at("volumes")
                                .named("tls")
                                .map("secret")
                                .put("secretName", "touchpoint-service-tls"),
                        Manifest.POD,
                        "comes from the Secret \"touchpoint-service-tls\""),
                new Defect(
                        "collector by plain text where TLS alone is taken",
                        manifest -> manifest.object(INGRESS).map("metadata").remove("annotations"),
                        INGRESS,
                        "speaks HTTP with a service that takes TLS alone"),
                new Defect(
                        "TLS with services that have none",
                        manifest -> List.of("mapping-service", "sales-sync-service", "touchpoint-service")
                                .forEach(service -> manifest.object("ConfigMap " + service)
                                        .map("data")
                                        .remove("TOUCHSTONE_TLS_DIRECTORY")),
                        INGRESS,
                        "speaks HTTPS with a service that has no TLS"));
    }

    private static List<Defect> ingressDefects() {
        return List.of(
                new Defect(
                        "contracts for the public",
                        manifest -> path(manifest).put("path", "/"),
                        INGRESS,
                        "the path / is not for the public"),
                new Defect(
                        "path by an expression",
                        manifest -> path(manifest).put("pathType", "ImplementationSpecific"),
                        INGRESS,
                        "or no prefix by path elements"),
                new Defect(
                        "everything else for the public too",
                        manifest -> manifest.object(INGRESS)
                                .map("spec")
                                .put(
                                        "defaultBackend",
                                        Map.of(
                                                "service",
                                                Map.of(
                                                        "name",
                                                        "touchpoint-collector",
                                                        "port",
                                                        Map.of("name", "http")))),
                        INGRESS,
                        "no default backend"),
                new Defect(
                        "collector without encryption",
                        manifest -> manifest.object(INGRESS).map("spec").remove("tls"),
                        INGRESS,
                        "has no certificate"),
                new Defect(
                        "Ingress to a Service that is not there",
                        manifest -> manifest.remove("Service touchpoint-collector"),
                        INGRESS,
                        "no Service touchpoint-collector"),
                new Defect(
                        "Ingress to another service",
                        manifest -> manifest.object("Service touchpoint-collector")
                                .map("spec", "selector")
                                .put("app.kubernetes.io/name", "mapping-service"),
                        INGRESS,
                        "leads to another service than touchpoint-service"),
                new Defect(
                        "way past the Ingress",
                        manifest -> manifest.object("Service touchpoint-collector")
                                .map("spec")
                                .put("type", "LoadBalancer"),
                        "Service touchpoint-collector",
                        "must not be a LoadBalancer"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everyDefectIsFoundAndItsObjectNamed(Defect defect) throws Exception {
        defect.requireFound();
    }

    private static Node job(Manifest manifest) {
        return manifest.object(JOB)
                .at("spec", "template", "spec", "containers")
                .items()
                .get(0);
    }

    private static Map<String, Object> path(Manifest manifest) {
        Node rule = manifest.spec(INGRESS).at("rules").items().get(0);
        return rule.at("http", "paths").items().get(0).map();
    }

    private static void addEgress(Manifest manifest, String caller, String called) {
        manifest.objects().add(policy("out", caller, "Egress", Map.of("egress", List.of(Map.of("to", peer(called))))));
    }

    private static void addIngress(Manifest manifest, String called, String caller) {
        manifest.objects()
                .add(policy("in", called, "Ingress", Map.of("ingress", List.of(Map.of("from", peer(caller))))));
    }

    private static List<Object> peer(String name) {
        return List.of(Map.of("podSelector", labels(name)));
    }

    private static Map<String, Object> labels(String name) {
        return Map.of("matchLabels", Map.of("app.kubernetes.io/name", name));
    }

    private static KubernetesObject policy(String name, String pods, String type, Map<String, Object> rules) {
        Map<String, Object> spec = new HashMap<>(rules);
        spec.put("podSelector", labels(pods));
        spec.put("policyTypes", List.of(type));
        return new KubernetesObject(new Node(Map.of(
                "apiVersion",
                "networking.k8s.io/v1",
                "kind",
                "NetworkPolicy",
                "metadata",
                Map.of("name", name, "namespace", "touchstone"),
                "spec",
                spec)));
    }
}
