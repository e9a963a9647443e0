package dev.touchstone.kubernetes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Renders a kustomization as {@code kubectl kustomize} does, as far as these manifests use it, so that they are checked on
 * machines without kubectl too. A field that is not understood is an error and never skipped; where kubectl is installed,
 * {@link ManifestsTest} compares the two.
 *
 * <p><b>Source:</b> the kustomization reference of Kubernetes; the digest in a generated name is that of
 * {@code kustomize/api/hasher}.
 */
final class Kustomization {
    private static final Set<String> FIELDS = Set.of(
            "apiVersion", "kind", "resources", "namespace", "images", "configMapGenerator", "labels", "replicas");
    private static final int DIGEST_LENGTH = 10;
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Path directory;
    private final Node file;

    private Kustomization(Path directory, Node file) {
        this.directory = directory;
        this.file = file;
    }

    /** The objects of the kustomization in this directory. */
    static List<KubernetesObject> render(Path directory) throws IOException {
        Node file = KubernetesObject.parse(Files.readString(directory.resolve("kustomization.yaml")))
                .get(0)
                .content();
        requireKnown(directory, FIELDS, file.texts().keySet());
        return new Kustomization(directory, file).render();
    }

    private List<KubernetesObject> render() throws IOException {
        List<KubernetesObject> objects = new ArrayList<>();
        for (Node resource : file.at("resources").items()) {
            Path path = directory.resolve(resource.text()).normalize();
            objects.addAll(Files.isDirectory(path) ? render(path) : KubernetesObject.parse(Files.readString(path)));
        }
        for (Node generator : file.at("configMapGenerator").items()) {
            addConfigMap(objects, generator);
        }
        file.at("labels").items().forEach(labels -> objects.forEach(object -> label(object, labels)));
        file.at("images").items().forEach(image -> objects.forEach(object -> tag(object, image)));
        file.at("replicas").items().forEach(replicas -> scale(objects, replicas));
        if (file.at("namespace").exists()) {
            objects.forEach(object -> object.content()
                    .map("metadata")
                    .put("namespace", file.at("namespace").text()));
        }
        return List.copyOf(objects);
    }

    private void addConfigMap(List<KubernetesObject> objects, Node generator) throws IOException {
        requireKnown(directory, Set.of("name", "envs"), generator.texts().keySet());
        String name = generator.at("name").text();
        Map<String, String> data = new TreeMap<>();
        for (Node env : generator.at("envs").items()) {
            for (String line : Files.readAllLines(directory.resolve(env.text()))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int equals = line.indexOf('=');
                    data.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        String generatedName = name + "-" + digest(data);
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", generatedName));
        Map<String, Object> content = new LinkedHashMap<>(
                Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data));
        objects.forEach(object -> rename(object, name, generatedName));
        objects.add(new KubernetesObject(new Node(content)));
    }

    private static void rename(KubernetesObject object, String name, String generatedName) {
        for (Node container : object.containers()) {
            for (Node source : container.at("envFrom").items()) {
                if (source.at("configMapRef", "name").text().equals(name)) {
                    source.map("configMapRef").put("name", generatedName);
                }
            }
        }
    }

    /** The digest by which kustomize tells two contents of one name apart; the name itself is left empty in it. */
    static String digest(Map<String, String> data) {
        Map<String, Object> content =
                new TreeMap<>(Map.of("data", new TreeMap<>(data), "kind", "ConfigMap", "name", ""));
        String json = JSON.toJson(content)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        String hex = HexFormat.of().formatHex(sha256(json)).substring(0, DIGEST_LENGTH);
        return hex.replace('0', 'g')
                .replace('1', 'h')
                .replace('3', 'k')
                .replace('a', 'm')
                .replace('e', 't');
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void label(KubernetesObject object, Node labels) {
        requireKnown(
                directory,
                Set.of("pairs", "includeSelectors", "includeTemplates"),
                labels.texts().keySet());
        Map<String, String> pairs = labels.at("pairs").texts();
        boolean selectors = labels.at("includeSelectors").isTrue();
        object.content().map("metadata", "labels").putAll(pairs);
        if (selectors && object.kind().equals("Service")) {
            object.content().map("spec", "selector").putAll(pairs);
        }
        if (object.isDeployment()) {
            if (selectors) {
                object.content().map("spec", "selector", "matchLabels").putAll(pairs);
                object.podSpec().at("topologySpreadConstraints").items().stream()
                        .filter(constraint ->
                                constraint.at("labelSelector", "matchLabels").exists())
                        .forEach(constraint ->
                                constraint.map("labelSelector", "matchLabels").putAll(pairs));
            }
            if (selectors || labels.at("includeTemplates").isTrue()) {
                object.content().map("spec", "template", "metadata", "labels").putAll(pairs);
            }
        }
    }

    private void tag(KubernetesObject object, Node image) {
        requireKnown(directory, Set.of("name", "newTag"), image.texts().keySet());
        String name = image.at("name").text();
        for (Node container : object.containers()) {
            if (container.at("image").text().replaceFirst(":[^/]*$", "").equals(name)) {
                container.map().put("image", name + ":" + image.at("newTag").text());
            }
        }
    }

    private void scale(List<KubernetesObject> objects, Node replicas) {
        requireKnown(directory, Set.of("name", "count"), replicas.texts().keySet());
        List<KubernetesObject> named = objects.stream()
                .filter(KubernetesObject::isDeployment)
                .filter(object -> object.name().equals(replicas.at("name").text()))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalStateException(directory + ": replicas name no Deployment: "
                    + replicas.at("name").text());
        }
        named.forEach(object -> object.content()
                .map("spec")
                .put("replicas", replicas.at("count").value()));
    }

    private static void requireKnown(Path directory, Set<String> known, Set<String> used) {
        for (String field : used) {
            if (!known.contains(field)) {
                throw new IllegalStateException(directory + ": this renderer does not understand " + field);
            }
        }
    }
}
