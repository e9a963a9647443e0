package dev.touchstone.kubernetes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads objects strictly as what the Kubernetes API takes: unknown fields, missing fields and wrong types are findings. */
final class ApiSchema {
    private static final Gson PLAIN = new GsonBuilder().create();

    /** What one class of the API's model says of a document. */
    private record Type(Validator validator, Class<?> model) {}

    private interface Validator {
        void validate(JsonElement document) throws IOException;
    }

    /** The kinds these manifests use, by version and kind. */
    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("apps/v1 Deployment", new Type(V1Deployment::validateJsonElement, V1Deployment.class)),
            Map.entry(
                    "autoscaling/v2 HorizontalPodAutoscaler",
                    new Type(V2HorizontalPodAutoscaler::validateJsonElement, V2HorizontalPodAutoscaler.class)),
            Map.entry("batch/v1 Job", new Type(V1Job::validateJsonElement, V1Job.class)),
            Map.entry("networking.k8s.io/v1 Ingress", new Type(V1Ingress::validateJsonElement, V1Ingress.class)),
            Map.entry(
                    "networking.k8s.io/v1 NetworkPolicy",
                    new Type(V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class)),
            Map.entry(
                    "policy/v1 PodDisruptionBudget",
                    new Type(V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class)),
            Map.entry("v1 ConfigMap", new Type(V1ConfigMap::validateJsonElement, V1ConfigMap.class)),
            Map.entry("v1 Namespace", new Type(V1Namespace::validateJsonElement, V1Namespace.class)),
            Map.entry("v1 Service", new Type(V1Service::validateJsonElement, V1Service.class)),
            Map.entry("v1 ServiceAccount", new Type(V1ServiceAccount::validateJsonElement, V1ServiceAccount.class)));

    private ApiSchema() {}

    static List<Finding> check(List<KubernetesObject> objects) {
        return objects.stream()
                .flatMap(object -> violation(object).stream().map(message -> new Finding(object.title(), message)))
                .toList();
    }

    private static Optional<String> violation(KubernetesObject object) {
        String version = object.content().at("apiVersion").text();
        Type type = TYPES.get(version + " " + object.kind());
        if (type == null) {
            return Optional.of("the API has no " + object.kind() + " in " + version + ", or these manifests use none");
        }
        JsonElement document = PLAIN.toJsonTree(object.content().value());
        try {
            type.validator().validate(document);
            JSON.getGson().fromJson(document, type.model());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
