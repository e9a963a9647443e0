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
            "apiVersion",
            "kind",
            "resources",
            "components",
            "namespace",
            "images",
            "configMapGenerator",
            "labels",
            "patches");
    /** Kinds whose selectors the renderer leaves alone, as kustomize does: they have none. */
    private static final Set<String> WITHOUT_SELECTOR = Set.of("ConfigMap", "ServiceAccount");

    private static final int DIGEST_LENGTH = 10;
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Path directory;
    private final Node file;
    private final List<KubernetesObject> objects;

    private Kustomization(Path directory, Node file, List<KubernetesObject> objects) {
        this.directory = directory;
        this.file = file;
        this.objects = objects;
    }

    /** The objects of the kustomization in this directory. */
    static List<KubernetesObject> render(Path directory) throws IOException {
        List<KubernetesObject> objects = new ArrayList<>();
        read(directory, objects).render();
        nameByContent(objects);
        return List.copyOf(objects);
    }

    private static Kustomization read(Path directory, List<KubernetesObject> objects) throws IOException {
        Node file = KubernetesObject.parse(Files.readString(directory.resolve("kustomization.yaml")))
                .get(0)
                .content();
        requireKnown(directory, FIELDS, file.texts().keySet());
        return new Kustomization(directory, file, objects);
    }

    private void render() throws IOException {
        for (Node resource : file.at("resources").items()) {
            objects.addAll(resource(directory.resolve(resource.text()).normalize()));
        }
        for (Node generator : file.at("configMapGenerator").items()) {
            generate(generator);
        }
        for (Node component : file.at("components").items()) {
            // It works on what is there so far, and adds to it.
            read(directory.resolve(component.text()).normalize(), objects).render();
        }
        for (Node patch : file.at("patches").items()) {
            patch(patch);
        }
        file.at("labels").items().forEach(labels -> objects.forEach(object -> label(object, labels)));
        file.at("images").items().forEach(image -> objects.forEach(object -> tag(object, image)));
        if (file.at("namespace").exists()) {
            String namespace = file.at("namespace").text();
            objects.forEach(object -> place(object, namespace));
        }
    }

    private List<KubernetesObject> resource(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            List<KubernetesObject> own = new ArrayList<>();
            read(path, own).render();
            return own;
        }
        List<KubernetesObject> read = KubernetesObject.parse(Files.readString(path));
        if (read.stream().anyMatch(object -> object.kind().equals("ConfigMap"))) {
            throw new IllegalStateException(path + ": this renderer expects every ConfigMap to be generated");
        }
        return read;
    }

    private void generate(Node generator) throws IOException {
        requireKnown(
                directory, Set.of("name", "behavior", "envs"), generator.texts().keySet());
        String name = generator.at("name").text();
        Map<String, Object> data = new TreeMap<>();
        for (Node env : generator.at("envs").items()) {
            data.putAll(environment(directory.resolve(env.text())));
        }
        if (generator.at("behavior").text().equals("merge")) {
            configMap(name).content().map("data").putAll(data);
            return;
        }
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", name));
        objects.add(new KubernetesObject(new Node(new LinkedHashMap<>(
                Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data)))));
    }

    /** A strategic merge of maps into every object of the target; there may be none. */
    private void patch(Node patch) throws IOException {
        requireKnown(directory, Set.of("path", "target"), patch.texts().keySet());
        requireKnown(
                directory, Set.of("kind", "name"), patch.at("target").texts().keySet());
        Node content = KubernetesObject.parse(
                        Files.readString(directory.resolve(patch.at("path").text())))
                .get(0)
                .content();
        String target = patch.at("target", "kind").text() + " "
                + patch.at("target", "name").text();
        objects.stream()
                .filter(object -> object.title().equals(target))
                .forEach(object -> merge(object.content().map(), content.map()));
    }

    private void merge(Map<String, Object> into, Map<String, Object> changes) {
        changes.forEach((key, change) -> {
            if (change instanceof Map<?, ?>) {
                merge(new Node(into).map(key), new Node(change).map());
            } else if (change instanceof List<?>) {
                throw new IllegalStateException(directory + ": this renderer does not patch lists, as " + key);
            } else {
                into.put(key, change);
            }
        });
    }

    private static Map<String, String> environment(Path file) throws IOException {
        Map<String, String> environment = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return environment;
    }

    private KubernetesObject configMap(String name) {
        return objects.stream()
                .filter(object ->
                        object.kind().equals("ConfigMap") && object.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(directory + ": no ConfigMap to merge with: " + name));
    }

    /** At the very end, when nothing changes a ConfigMap any more. */
    private static void nameByContent(List<KubernetesObject> objects) {
        for (KubernetesObject object : objects) {
            if (object.kind().equals("ConfigMap")) {
                String name = object.name();
                String generated =
                        name + "-" + digest(object.content().at("data").texts());
                object.content().map("metadata").put("name", generated);
                objects.forEach(user -> rename(user, name, generated));
            }
        }
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
        if (selectors) {
            select(object, pairs);
        }
        if (object.hasPods() && (selectors || labels.at("includeTemplates").isTrue())) {
            object.content().map("spec", "template", "metadata", "labels").putAll(pairs);
        }
    }

    private void select(KubernetesObject object, Map<String, String> pairs) {
        if (object.kind().equals("Service")) {
            object.content().map("spec", "selector").putAll(pairs);
        } else if (object.isDeployment()) {
            object.content().map("spec", "selector", "matchLabels").putAll(pairs);
            object.podSpec().at("topologySpreadConstraints").items().stream()
                    .filter(constraint ->
                            constraint.at("labelSelector", "matchLabels").exists())
                    .forEach(constraint ->
                            constraint.map("labelSelector", "matchLabels").putAll(pairs));
        } else if (!WITHOUT_SELECTOR.contains(object.kind())) {
            throw new IllegalStateException(
                    directory + ": this renderer does not know the selectors of a " + object.kind());
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

    private static void place(KubernetesObject object, String namespace) {
        boolean isNamespace = object.kind().equals("Namespace");
        object.content().map("metadata").put(isNamespace ? "name" : "namespace", namespace);
    }

    private static void requireKnown(Path directory, Set<String> known, Set<String> used) {
        for (String field : used) {
            if (!known.contains(field)) {
                throw new IllegalStateException(directory + ": this renderer does not understand " + field);
            }
        }
    }
}
