package dev.touchstone.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A check that finds nothing wrong is only worth something if it finds what is wrong: each of these defects of Deployments
 * and Services is seeded alone.
 */
class ManifestRulesTest {
    private static final String POD = Manifest.POD;
    private static final String CALLER = "Deployment touchpoint-service";
    private static final String SERVICE = "Service mapping-service";

    static List<Defect> defects() {
        return Stream.of(schemaDefects(), referenceDefects(), settingDefects(), securityDefects(), lifeDefects())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Defect> schemaDefects() {
        return List.of(
                new Defect(
                        "unknown field",
                        manifest -> manifest.container().map().put("imagePullPolice", "Always"),
                        POD,
                        "imagePullPolice"),
                new Defect(
                        "removed version of the API",
                        manifest -> manifest.object(POD).map().put("apiVersion", "extensions/v1beta1"),
                        POD,
                        "no Deployment in extensions/v1beta1"),
                new Defect(
                        "text for a number",
                        manifest -> manifest.object(POD).map("spec").put("replicas", "two"),
                        POD,
                        "two"),
                new Defect(
                        "required field missing",
                        manifest -> manifest.object(POD).map("spec").remove("selector"),
                        POD,
                        "required field `selector`"));
    }

    private static List<Defect> referenceDefects() {
        return List.of(
                new Defect(
                        "selector that matches no pod",
                        manifest -> manifest.object(POD)
                                .map("spec", "selector", "matchLabels")
                                .put("app.kubernetes.io/name", "mapping"),
                        POD,
                        "the selector {app.kubernetes.io/name=mapping} does not match"),
                new Defect(
                        "Service for no Deployment",
                        manifest -> manifest.object(SERVICE)
                                .map("spec", "selector")
                                .put("app.kubernetes.io/name", "mapping"),
                        SERVICE,
                        "and not one Deployment"),
                new Defect(
                        "Service port that no container has",
                        manifest -> manifest.object(SERVICE)
                                .at("spec", "ports")
                                .items()
                                .get(0)
                                .map()
                                .put("targetPort", "http"),
                        SERVICE,
                        "the port http is none of Deployment mapping-service"),
                new Defect(
                        "gRPC by HTTP/1",
                        manifest -> manifest.object(SERVICE)
                                .at("spec", "ports")
                                .items()
                                .get(0)
                                .map()
                                .remove("appProtocol"),
                        SERVICE,
                        "appProtocol"),
                new Defect(
                        "Service with a cluster address",
                        manifest -> manifest.object(SERVICE).map("spec").remove("clusterIP"),
                        SERVICE,
                        "headless"),
                new Defect(
                        "probe of a port that is not there",
                        manifest -> manifest.container()
                                .map("livenessProbe", "httpGet")
                                .put("port", "health"),
                        POD,
                        "livenessProbe asks the port health"),
                new Defect("ConfigMap missing", manifest -> manifest.remove("ConfigMap mapping"), POD, "no ConfigMap"),
                new Defect(
                        "ServiceAccount missing",
                        manifest -> manifest.remove("ServiceAccount mapping-service"),
                        POD,
                        "no ServiceAccount mapping-service"),
                new Defect(
                        "Secret key that nobody is asked for",
                        manifest -> new Node(manifest.container()
                                        .at("env")
                                        .items()
                                        .get(0)
                                        .value())
                                .map("valueFrom", "secretKeyRef")
                                .put("key", "url"),
                        POD,
                        "the key url of the Secret mapping-service-database"),
                new Defect(
                        "volume missing",
                        manifest -> manifest.pod().at("volumes").list().clear(),
                        POD,
                        "no volume temporary"),
                new Defect(
                        "object in two namespaces",
                        manifest -> manifest.object(SERVICE).map("metadata").put("namespace", "other"),
                        SERVICE,
                        "and not one Deployment"));
    }

    private static List<Defect> settingDefects() {
        return List.of(
                new Defect(
                        "misspelt setting",
                        manifest -> manifest.object("ConfigMap mapping-service")
                                .map("data")
                                .put("QUARKUS_DATASOURCE_JDBC_MAXSIZE", "8"),
                        POD,
                        "sets QUARKUS_DATASOURCE_JDBC_MAXSIZE, which the README does not know"),
                new Defect(
                        "setting given twice",
                        manifest -> manifest.container()
                                .at("env")
                                .list()
                                .add(Map.of("name", "QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "value", "8")),
                        POD,
                        "sets QUARKUS_DATASOURCE_JDBC_MAX_SIZE twice"),
                new Defect(
                        "password in the manifest",
                        manifest -> {
                            Map<String, Object> password = manifest.container()
                                    .at("env")
                                    .named("QUARKUS_DATASOURCE_PASSWORD")
                                    .map();
                            password.remove("valueFrom");
                            password.put("value", "sesame");
                        },
                        POD,
                        "QUARKUS_DATASOURCE_PASSWORD must come from a Secret"),
                new Defect(
                        "call to a Service that is not there",
                        manifest -> manifest.object("ConfigMap touchpoint-service")
                                .map("data")
                                .put("QUARKUS_GRPC_CLIENTS_MAPPING_HOST", "mapping"),
                        CALLER,
                        "names no Service: mapping"),
                new Defect(
                        "call of sales-sync-service to a Service that is not there",
                        manifest -> manifest.object("ConfigMap sales-sync-service")
                                .map("data")
                                .put("TOUCHSTONE_SALES_SYNC_TOUCHPOINT_SERVICE_HOST", "touchpoints"),
                        "Deployment sales-sync-service",
                        "names no Service: touchpoints"),
                new Defect(
                        "call to a wrong port",
                        manifest -> manifest.object("ConfigMap touchpoint-service")
                                .map("data")
                                .put("QUARKUS_GRPC_CLIENTS_MAPPING_PORT", "9090"),
                        CALLER,
                        "9090, which is no port of the Service mapping-service"),
                new Defect(
                        "calls that all go to one pod",
                        manifest -> manifest.object("ConfigMap touchpoint-service")
                                .map("data")
                                .remove("QUARKUS_GRPC_CLIENTS_MAPPING_LOAD_BALANCING_POLICY"),
                        CALLER,
                        "must be round_robin"));
    }

    private static List<Defect> securityDefects() {
        return List.of(
                new Defect(
                        "root",
                        manifest -> manifest.pod().map("securityContext").remove("runAsNonRoot"),
                        POD,
                        "runAsNonRoot must be true"),
                new Defect(
                        "no seccomp profile",
                        manifest -> manifest.pod().map("securityContext").remove("seccompProfile"),
                        POD,
                        "RuntimeDefault"),
                new Defect(
                        "capabilities kept",
                        manifest -> manifest.container().map("securityContext").remove("capabilities"),
                        POD,
                        "all capabilities must be dropped"),
                new Defect(
                        "privilege escalation",
                        manifest -> manifest.container().map("securityContext").put("allowPrivilegeEscalation", true),
                        POD,
                        "allowPrivilegeEscalation must be false"),
                new Defect(
                        "writable root file system",
                        manifest -> manifest.container().map("securityContext").put("readOnlyRootFilesystem", false),
                        POD,
                        "readOnlyRootFilesystem must be true"),
                new Defect(
                        "token of the cluster in the pod",
                        manifest -> manifest.pod().map().remove("automountServiceAccountToken"),
                        POD,
                        "automountServiceAccountToken must be false"),
                new Defect(
                        "image of whatever version",
                        manifest -> manifest.container().map().put("image", "touchstone/mapping-service:latest"),
                        POD,
                        "but is touchstone/mapping-service:latest"));
    }

    private static List<Defect> lifeDefects() {
        return List.of(
                new Defect(
                        "memory without a limit",
                        manifest -> manifest.container().map("resources").remove("limits"),
                        POD,
                        "memory must be requested and limited to the same"),
                new Defect(
                        "killed before the last answer",
                        manifest -> manifest.pod().map().put("terminationGracePeriodSeconds", 20),
                        POD,
                        "terminationGracePeriodSeconds must be above 25"),
                new Defect(
                        "no readiness probe",
                        manifest -> manifest.container().map().remove("readinessProbe"),
                        POD,
                        "readinessProbe is missing"),
                new Defect(
                        "liveness that asks the database",
                        manifest -> manifest.container()
                                .map("livenessProbe", "httpGet")
                                .put("path", "/q/health"),
                        POD,
                        "livenessProbe must ask /q/health/live"),
                new Defect(
                        "a rollout that takes pods away first",
                        manifest -> manifest.object(POD)
                                .map("spec", "strategy", "rollingUpdate")
                                .put("maxUnavailable", "25%"),
                        POD,
                        "maxUnavailable must be 0"),
                new Defect(
                        "another port than the service listens on",
                        manifest -> manifest.container()
                                .at("ports")
                                .items()
                                .get(0)
                                .map()
                                .put("containerPort", 9090),
                        POD,
                        "port grpc must be 8080"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everyDefectIsFoundAndItsObjectNamed(Defect defect) throws Exception {
        defect.requireFound();
    }
}
